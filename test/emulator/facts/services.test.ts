/** Services as the reference pages describe them, called directly: what scripts use often and no other test holds. */
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { createDirectServices, type DirectOptions } from '../../../emulator/src/index';
import { unzip } from '../../../emulator/src/services/zip';

/** Anything that can be called and asked for members. */
interface Loose {
  (...args: unknown[]): Loose;
  readonly [member: string]: Loose;
}
const services = (options: DirectOptions = {}) => createDirectServices(options);
/** As a script sees it: without types, so that wrong calls can be made. */
const loose = (options?: DirectOptions) => services(options).globals as unknown as Record<string, Loose>;

describe('UrlFetchApp', () => {
  test('takes null or nothing for its parameters', () => {
    const { globals } = services({ fetch: ({ method }) => ({ status: 200, body: method }) });
    const texts = [undefined, null, {}].map((params) =>
      globals.UrlFetchApp.fetch('https://a.example.dev', params).getContentText(),
    );
    expect(texts).toEqual(['GET', 'GET', 'GET']);
    expect(globals.UrlFetchApp.getRequest('https://a.example.dev').method).toBe('get');
  });

  test('has its old parameters too, and they change nothing', () => {
    const { globals } = services({ fetch: ({ url }) => ({ status: 200, body: url }) });
    const params = {
      useIntranet: true,
      escaping: true,
      validateHttpsCertificates: false,
      followRedirects: true,
    };
    expect(globals.UrlFetchApp.fetch('https://a.example.dev/a b', params).getContentText()).toBe(
      'https://a.example.dev/a%20b',
    );
  });

  test('an answer taken as text is its content', () => {
    const { globals } = services({ fetch: () => ({ status: 200, body: '{"a":[1]}' }) });
    const response = globals.UrlFetchApp.fetch('https://a.example.dev');
    expect([JSON.parse(response as unknown as string), `${response as unknown as string}`]).toEqual([
      { a: [1] },
      '{"a":[1]}',
    ]);
  });

  test('tells what it would send, certificates and redirects included', () => {
    expect(
      services().globals.UrlFetchApp.getRequest('https://a.example.dev/', {
        method: 'put',
        contentType: 'application/json',
        payload: '{}',
        validateHttpsCertificates: false,
        followRedirects: false,
      }),
    ).toMatchObject({
      method: 'put',
      contentType: 'application/json',
      payload: '{}',
      validateHttpsCertificates: false,
      followRedirects: false,
    });
  });
});

describe('Utilities', () => {
  test('zips and unzips, names and types included', () => {
    const { Utilities } = services().globals;
    const blobs = [
      Utilities.newBlob('hé', 'text/plain', 'a.txt'),
      Utilities.newBlob([0, -1], 'x/y', 'd/ü.json'),
    ];
    const archive = Utilities.zip(blobs, 'both.zip');
    expect([archive.getName(), archive.getContentType()]).toEqual(['both.zip', 'application/zip']);
    const back = Utilities.unzip(archive);
    expect(back.map((blob) => [blob.getName(), blob.getContentType(), blob.getBytes()])).toEqual([
      ['a.txt', 'text/plain', [104, -61, -87]],
      ['d/ü.json', 'application/json', [0, -1]],
    ]);
    expect(Utilities.zip([]).getName()).toBe('archive.zip');
  });

  test('reads archives of other programs, stored entries and folders included', () => {
    // Made by Python's zipfile: folder f/, stored f/a.txt "one", deflated b.txt "two" × 20.
    const made =
      'UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAACAAAAZi9QSwMEFAAAAAAAAAAhAPGGbHoDAAAAAwAAAAcAAABmL2EudHh0b25lUEsDBBQAAAAIAA' +
      'AAIQC0vLdMCAAAADwAAAAFAAAAYi50eHQrKc8vIRcBAFBLAQIUAxQAAAAAAAAAIQAAAAAAAAAAAAAAAAACAAAAAAAAAAAAAADtQQAAAABmL1BL' +
      'AQIUAxQAAAAAAAAAIQDxhmx6AwAAAAMAAAAHAAAAAAAAAAAAAACAASAAAABmL2EudHh0UEsBAhQDFAAAAAgAAAAhALS8t0wIAAAAPAAAAAUAAA' +
      'AAAAAAAAAAAIABSAAAAGIudHh0UEsFBgAAAAADAAMAmAAAAHMAAAAAAA==';
    expect(unzip(Buffer.from(made, 'base64')).map(({ name, data }) => [name, data.toString()])).toEqual([
      ['f/a.txt', 'one'],
      ['b.txt', 'two'.repeat(20)],
    ]);
  });

  test('refuses what is no archive, or a damaged one', () => {
    const { Utilities } = services().globals;
    expect(() => Utilities.unzip(Utilities.newBlob('no'))).toThrow('Invalid argument');
    const bytes = Utilities.zip([Utilities.newBlob('some text', 'text/plain', 'a.txt')]).getBytes();
    // The checksum in the directory: one line of 46 bytes and a name of five, before the last 22 bytes.
    const checksum = bytes.length - 22 - 51 + 16;
    bytes[checksum] = (bytes[checksum] ?? 0) ^ 1;
    expect(() => Utilities.unzip(Utilities.newBlob(bytes))).toThrow('Invalid argument');
  });

  test('signs by RSA as other programs verify', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { Utilities } = services().globals;
    const signatures = [
      ['RSA-SHA256', Utilities.computeRsaSha256Signature('hé', pem)],
      ['RSA-SHA1', Utilities.computeRsaSha1Signature('hé', pem)],
      ['RSA-SHA256', Utilities.computeRsaSignature(Utilities.RsaAlgorithm.RSA_SHA_256, 'hé', pem)],
    ] as const;
    for (const [algorithm, signature] of signatures) {
      expect(createVerify(algorithm).update('hé').verify(publicKey, Buffer.from(signature))).toBe(true);
    }
    expect(Math.min(...signatures[0][1])).toBeLessThan(0);
    expect(() => Utilities.computeRsaSha256Signature('x', 'no key')).toThrow('Invalid argument: key');
  });

  test('has JSON under its names of old', () => {
    const { Utilities } = services().globals;
    expect([Utilities.jsonParse('{"a":[1]}'), Utilities.jsonStringify({ a: 1 })]).toEqual([
      { a: [1] },
      '{"a":1}',
    ]);
  });
});

describe('stores and locks', () => {
  test('keys and values become text; what is no object is no set of properties', () => {
    const { PropertiesService } = loose();
    const store = PropertiesService?.getScriptProperties?.();
    store?.setProperty?.(5, null);
    expect(store?.getProperties?.()).toEqual({ 5: 'null' });
    expect(() => store?.setProperties?.('a=1')).toThrow('PropertiesService.Properties.setProperties');
  });

  test('there is no document cache where no document is open', () => {
    expect(services({ entry: 'webapp' }).globals.CacheService.getDocumentCache()).toBeNull();
    expect(services({ entry: 'clock' }).globals.CacheService.getDocumentCache()).not.toBeNull();
  });

  test('the public lock of old is the script lock', () => {
    const { LockService } = services().globals;
    LockService.getPublicLock().waitLock(0);
    expect(LockService.getScriptLock().hasLock()).toBe(true);
  });
});

describe('HtmlService', () => {
  const { HtmlService } = services().globals;
  const output = () => HtmlService.createHtmlOutput('<p>');

  test('takes the four meta tags that may be set from outside the page', () => {
    const tags = [
      'viewport',
      'google-site-verification',
      'mobile-web-app-capable',
      'apple-mobile-web-app-capable',
    ];
    const page = tags.reduce((html, name) => html.addMetaTag(name, 'x'), output());
    expect(page.getMetaTags().map((tag) => [tag.getName(), tag.getContent()])).toEqual(
      tags.map((name) => [name, 'x']),
    );
    expect(() => output().addMetaTag('description', 'x')).toThrow(
      'The meta tag you specified is not allowed in this context.',
    );
  });

  test('modes are values of their enums', () => {
    const { ALLOWALL } = HtmlService.XFrameOptionsMode;
    expect(
      output().setXFrameOptionsMode(ALLOWALL).setSandboxMode(HtmlService.SandboxMode.IFRAME).getContent(),
    ).toBe('<p>');
    expect(() => output().setXFrameOptionsMode('ALLOWALL')).toThrow(
      "The parameters (String) don't match the method signature for HtmlService.HtmlOutput.setXFrameOptionsMode.",
    );
  });

  test('a template prints escaped and as it is, runs code, and gives its code', () => {
    const template = HtmlService.createTemplate(
      '<? for (const n of [1, 2]) { ?><b><?= n + "&" ?></b><? } ?><?!= "<i>" ?>',
    );
    expect(template.evaluate().getContent()).toBe('<b>1&#38;</b><b>2&#38;</b><i>');
    expect(template.getCode()).toContain('for (const n of [1, 2])');
    expect(output().appendUntrusted('<script>').append('</p>').getContent()).toBe('<p>&#60;script&#62;</p>');
  });
});

describe('ContentService', () => {
  test('makes text of a type, for download if asked', () => {
    const { ContentService } = services().globals;
    const text = ContentService.createTextOutput('a').append('b');
    expect([text.getContent(), String(text.getMimeType()), text.getFileName()]).toEqual(['ab', 'TEXT', null]);
    text
      .setMimeType(ContentService.MimeType.CSV as never)
      .downloadAsFile('x.csv')
      .clear();
    expect([text.getContent(), String(text.getMimeType()), text.getFileName()]).toEqual(['', 'CSV', 'x.csv']);
  });
});

describe('Session', () => {
  test('users tell their address and name', () => {
    const user = services({ users: ['ann@example.com'] }).globals.Session.getActiveUser();
    expect([user.getEmail(), user.getUsername(), user.getUserLoginId()]).toEqual([
      'ann@example.com',
      'ann',
      'ann@example.com',
    ]);
  });

  test("a user's temporary key is the same for one user and tells nothing else", () => {
    const key = (user: string) =>
      services({
        users: ['ann@example.com', 'bob@example.com'],
        user,
      }).globals.Session.getTemporaryActiveUserKey();
    expect(key('ann@example.com')).toBe(key('ann@example.com'));
    expect(key('ann@example.com')).not.toBe(key('bob@example.com'));
    expect(key('ann@example.com')).not.toContain('ann');
  });
});

describe('logs', () => {
  test('Logger keeps its lines, formats by %s and says what it is given', () => {
    const { globals, execution } = services();
    globals.Logger.log('%s is %s', 'a', { b: 1 }).log([1, 'x']);
    globals.Logger.log('100%');
    expect(execution.logs.map(({ text }) => text)).toEqual(['a is {"b":1}', '[1,"x"]', '100%']);
    expect(globals.Logger.getLog()).toMatch(/ INFO: a is {"b":1}\n.* INFO: \[1,"x"\]\n.* INFO: 100%\n$/);
    globals.Logger.clear();
    expect(globals.Logger.getLog()).toBe('');
  });

  test('console has levels and timers', () => {
    const { globals, execution } = services({ clock: { start: new Date(0) } });
    globals.console.log('a', 1, { b: 2 });
    globals.console.info('i');
    globals.console.warn('w');
    globals.console.error(new Error('e').message);
    expect(execution.logs.map(({ level, text }) => `${level} ${text}`)).toEqual([
      'DEBUG a 1 {"b":2}',
      'INFO i',
      'WARNING w',
      'ERROR e',
    ]);
    globals.console.time('t');
    globals.console.timeEnd('t');
    expect(execution.logs.at(-1)?.text).toMatch(/^t: \d+ms$/);
  });
});

describe('MailApp', () => {
  const send = (mail: object) => () => void loose().MailApp?.sendEmail?.(mail);

  test.each([
    ['Limit exceeded: Email Recipients Per Message.', { to: Array(51).fill('a@example.com').join() }],
    ['Limit exceeded: Email Subject Length.', { to: 'a@example.com', subject: 'x'.repeat(251) }],
    ['Limit exceeded: Email Body Size.', { to: 'a@example.com', htmlBody: 'é'.repeat(102_401) }],
  ])('%s', (message, mail) => {
    expect(send(mail)).toThrow(message);
  });

  test('counts and weighs attachments', () => {
    const { globals } = services();
    const blob = globals.Utilities.newBlob('x', 'text/plain', 'a.txt');
    const attach = (attachments: unknown[]) => () =>
      globals.MailApp.sendEmail({ to: 'a@example.com', attachments });
    expect(attach(Array(251).fill(blob))).toThrow('Limit exceeded: Email Attachments Per Message.');
    expect(attach([blob])).not.toThrow();
  });

  test('keeps attachments and inline images as they were given', () => {
    const { globals, execution } = services();
    const image = globals.Utilities.newBlob([1], 'image/png', 'logo.png');
    globals.MailApp.sendEmail({
      to: 'a@example.com',
      htmlBody: '<img src="cid:logo">',
      inlineImages: { logo: image },
    });
    expect(execution.calls.at(-1)?.method).toBe('MailApp.sendEmail');
    expect(() =>
      globals.MailApp.sendEmail('a@example.com', 's', 'b', { inlineImages: { logo: 'no blob' } }),
    ).toThrow('not implemented by this emulator');
  });
});
