/** Utilities, ContentService, HtmlService and MailApp. */
import { createHmac } from 'node:crypto';
import { createEmulator } from '../../../emulator/src/index';
import { emulate, evaluate, valueOf } from './harness';

const emulator = emulate('', { clock: { start: new Date(0) } });

describe('Utilities', () => {
  test.each([
    [`Utilities.base64Encode('héllo')`, 'aMOpbGxv'],
    [`Utilities.base64Encode([-1, 0, 127])`, '/wB/'],
    [`Utilities.base64EncodeWebSafe([-1, -17])`, '_-8='],
    [`Utilities.base64Decode('/wB/')`, [-1, 0, 127]],
    [`Utilities.base64DecodeWebSafe('_-8')`, [-1, -17]],
    [`Utilities.base64Encode('é', Utilities.Charset.US_ASCII)`, 'Pw=='],
    [`Utilities.computeDigest(Utilities.DigestAlgorithm.MD5, 'a').slice(0, 4)`, [12, -63, 117, -71]],
    [`Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, [97]).length`, 32],
    [
      `Utilities.formatString('%s has %d of %.2f%%, %05d|%-4s|', 'Zoë', 3.9, 1.005, 42, 'x')`,
      'Zoë has 3 of 1.00%, 00042|x   |',
    ],
    [`Utilities.newBlob('hé', 'text/plain', 'a.txt').getBytes()`, [104, -61, -87]],
    [`Utilities.newBlob([104, -23]).getDataAsString('ISO-8859-1')`, 'hé'],
    [`Utilities.ungzip(Utilities.gzip(Utilities.newBlob('zip me'))).getDataAsString()`, 'zip me'],
    [
      `Utilities.parseCsv('a,"b ""x"", c"\\r\\n1,\\n')`,
      [
        ['a', 'b "x", c'],
        ['1', ''],
      ],
    ],
    [`Utilities.parseCsv('a;b', ';')`, [['a', 'b']]],
    [`Utilities.getUuid().length`, 36],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(emulator, `return ${expression}`)).toEqual(expected);
  });

  test('a signature is the one that other programs make', async () => {
    const hex = await evaluate(
      emulator,
      `return Utilities.computeHmacSha256Signature('välue', 'kéy').map((b) => ('0' + (b & 0xff).toString(16)).slice(-2)).join('')`,
    );
    expect(hex).toBe(createHmac('sha256', 'kéy').update('välue').digest('hex'));
  });

  test.each([
    [
      `computeHmacSha256Signature('v', [1])`,
      "The parameters (String,number[]) don't match the method signature for Utilities.computeHmacSha256Signature.",
    ],
    [
      `formatDate('2024', 'UTC', 'yyyy')`,
      "The parameters (String,String,String) don't match the method signature for Utilities.formatDate.",
    ],
    [`formatDate(new Date(0), 'UTC', 'yyyy b')`, "Illegal pattern character 'b'"],
    [`parseDate('x', 'UTC', 'yyyy')`, 'Cannot parse "x" as a date by the format "yyyy".'],
    [`base64Decode('*')`, 'Could not decode string.'],
    [`sleep(-1)`, 'Invalid argument: value'],
    [`sleep(300001)`, 'Invalid argument: value'],
    [`ungzip(Utilities.newBlob('no'))`, 'Could not decompress gzip.'],
  ])('refuses %s', async (call, message) => {
    expect(await evaluate(emulator, `Utilities.${call}`)).toBe(`Exception: ${message}`);
  });

  test.each([
    ['yyyy-MM-dd HH:mm:ss.SSS', 'UTC', '2024-07-04 05:06:07.008'],
    ["EEEE, d MMMM yyyy 'at' h:mm a", 'America/New_York', 'Thursday, 4 July 2024 at 1:06 AM'],
    ["EEE MMM d yy k K ''u", 'UTC', "Thu Jul 4 24 5 5 '4"],
    ["yyyy-MM-dd'T'HH:mm:ssXXX", 'Asia/Kolkata', '2024-07-04T10:36:07+05:30'],
    ['Z X z', 'UTC', '+0000 Z UTC'],
    ['HH z', 'GMT+2', '07 GMT+2'],
    ['z zzzz', 'America/New_York', 'EDT Eastern Daylight Time'],
    ['D w W F G YYYY', 'UTC', '186 27 1 1 AD 2024'],
    ['HH', 'Not/AZone', '05'],
  ])('formatDate %s in %s', async (pattern, zone, text) => {
    const date = Date.UTC(2024, 6, 4, 5, 6, 7, 8);
    expect(
      await evaluate(
        emulator,
        `return Utilities.formatDate(new Date(${date}), '${zone}', ${JSON.stringify(pattern)})`,
      ),
    ).toBe(text);
  });

  test.each([
    ['2024-07-04 05:06', 'America/New_York', 'yyyy-MM-dd HH:mm', '2024-07-04T09:06:00.000Z'],
    ['4 Jul 24, 3 PM', 'UTC', 'd MMM yy, h a', '2024-07-04T15:00:00.000Z'],
    ['2024-07-04T05:06:07+0200', 'UTC', "yyyy-MM-dd'T'HH:mm:ssZ", '2024-07-04T03:06:07.000Z'],
    ['20240704', 'GMT+2', 'yyyyMMdd', '2024-07-03T22:00:00.000Z'],
  ])('parseDate %s in %s', async (text, zone, pattern, iso) => {
    expect(
      await evaluate(
        emulator,
        `return Utilities.parseDate('${text}', '${zone}', ${JSON.stringify(pattern)}).toISOString()`,
      ),
    ).toBe(iso);
  });

  test('uuids repeat with the seed', async () => {
    const uuids = await Promise.all(
      [1, 1, 2].map((seed) =>
        valueOf(emulate('function main() { return Utilities.getUuid() }', { seed }), 'main'),
      ),
    );
    expect(uuids[0]).toBe(uuids[1]);
    expect(uuids[0]).not.toBe(uuids[2]);
    expect(uuids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('outputs', () => {
  test("a web app's text output is its return value", async () => {
    const report = await emulate(
      `function doGet(e) { return ContentService.createTextOutput(JSON.stringify(e.parameter)).setMimeType(ContentService.MimeType.JSON) }`,
    ).run('doGet', { entry: 'webapp' });
    expect(report.returnValue).toEqual({
      kind: 'TextOutput',
      content: '{}',
      mimeType: 'JSON',
      fileName: null,
    });
    expect(report.returnJson).toBe('"{}"');
  });

  test.each(['doGet', 'doPost'])('%s gets an event of its kind, without headers', async (name) => {
    const event = await valueOf(emulate(`function ${name}(e) { return e }`), name, { entry: 'webapp' });
    const common = { queryString: '', parameter: {}, parameters: {}, pathInfo: '', contextPath: '' };
    expect(event).toEqual(
      name === 'doGet'
        ? { ...common, contentLength: -1 }
        : { ...common, contentLength: 0, postData: { length: 0, type: '', contents: '', name: 'postData' } },
    );
  });

  test("pages and templates come from the project's files", async () => {
    const program = createEmulator({
      files: [
        {
          name: 'Code.js',
          source: `
          const include = (name) => HtmlService.createHtmlOutputFromFile(name).getContent();
          function main() { const t = HtmlService.createTemplateFromFile('page'); t.names = ['<b>', 'x']; return t.evaluate().setTitle('T').append('!').getContent() }
          function missing() { HtmlService.createHtmlOutputFromFile('gone') }`,
        },
        {
          name: 'page.html',
          source: `<? for (const name of names) { ?><p><?= name ?></p><? } ?><?!= include('part') ?>`,
        },
        { name: 'part.html', source: '<i>"part"</i>' },
      ],
    });
    expect(await valueOf(program, 'main')).toBe('<p>&#60;b&#62;</p><p>x</p><i>"part"</i>!');
    expect(await valueOf(program, 'missing')).toBe('Exception: No HTML file named gone was found.');
    await program.close();
  });
});

describe('MailApp', () => {
  test('puts messages into the outbox and counts recipients', async () => {
    const left = await evaluate(
      emulator,
      `MailApp.sendEmail('a@b.c, d@e.f', 'Subject', 'Body', { cc: 'g@h.i', name: 'Me' });
       MailApp.sendEmail({ to: 'a@b.c', subject: 'S', htmlBody: '<b>', attachments: [Utilities.newBlob('x', 'text/plain', 'x.txt')] });
       return MailApp.getRemainingDailyQuota()`,
    );
    expect(left).toBe(96);
    expect(emulator.outbox).toEqual([
      expect.objectContaining({
        from: 'owner@example.com',
        to: 'a@b.c, d@e.f',
        subject: 'Subject',
        body: 'Body',
        cc: 'g@h.i',
        name: 'Me',
      }),
      expect.objectContaining({
        to: 'a@b.c',
        htmlBody: '<b>',
        attachments: [{ name: 'x.txt', contentType: 'text/plain', base64: 'eA==' }],
      }),
    ]);
  });

  test("ends at the day's quota, and needs somebody to send to", async () => {
    const poor = emulate('', { limits: { mailRecipientsPerDay: 1 } });
    expect(await evaluate(poor, `MailApp.sendEmail('a@b.c,d@e.f', 's', 'b')`)).toBe(
      'Exception: Service invoked too many times for one day: email.',
    );
    expect(await evaluate(poor, `MailApp.sendEmail('', 's', 'b')`)).toBe(
      'Exception: Failed to send email: no recipient',
    );
    expect(poor.outbox).toEqual([]);
  });
});
