/** Pages of HtmlService: what they bring along when a web app answers, and how what templates print is escaped. */
import { createDirectServices, createEmulator, type WebAppResponse } from '../../../emulator/src/index';

async function page(expression: string): Promise<WebAppResponse> {
  const emulator = createEmulator({
    files: [
      {
        name: 'Code.gs',
        source: `function doGet() { return HtmlService.createHtmlOutput('<p>hi')${expression} }`,
      },
    ],
    manifest: { webapp: { access: 'ANYONE_ANONYMOUS', executeAs: 'USER_DEPLOYING' } },
  });
  const address = emulator.webApp.serveAt('http://127.0.0.1:1') ?? '';
  const response = await emulator.webApp.handle({ method: 'GET', path: new URL(address).pathname });
  await emulator.close();
  return response;
}

test('a page may not be framed by other sites, unless the script allows it', async () => {
  expect((await page('')).headers['x-frame-options']).toBe('SAMEORIGIN');
  const allowed = await page('.setXFrameOptionsMode(HtmlService.XFrameOptionsMode.ALLOWALL)');
  expect(allowed.headers).not.toHaveProperty('x-frame-options');
});

test('title, icon and meta tags stand in its head, as text', async () => {
  const { body } = await page(
    `.setTitle('a & b').setFaviconUrl('https://a.example.dev/i.png').addMetaTag('viewport', 'width="1"')`,
  );
  expect(body).toBe(
    '<!DOCTYPE html><title>a &amp; b</title><link rel="icon" href="https://a.example.dev/i.png">' +
      '<meta name="viewport" content="width=&quot;1&quot;"><p>hi',
  );
});

const { HtmlService } = createDirectServices().globals;

function printed(source: string, value: unknown): string {
  const template = HtmlService.createTemplate(source);
  return Object.assign(template, { value }).evaluate().getContent();
}

test.each([
  ['text', '<p><?= value ?></p>', `a<b>"'&`, '<p>a&#60;b&#62;&#34;&#39;&#38;</p>'],
  ['the content of a title', '<title><?= value ?></title>', '</title>', '<title>&#60;/title&#62;</title>'],
  ['a comment', '<!-- <?= value ?> -->', '--><b>', '<!-- --&#62;&#60;b&#62; -->'],
  ['an attribute', '<i title="<?= value ?>">', '"><b>', '<i title="&#34;&#62;&#60;b&#62;">'],
  ['one without quotes', '<i title=<?= value ?>>', 'a b', '<i title=a&#32;b>'],
  ['an empty one without quotes', '<i title=<?= value ?> id=x>', '', '<i title="" id=x>'],
  ['the name of an attribute', '<i <?= value ?>>', 'selected', '<i selected>'],
  ['the name of a handler', '<i <?= value ?>="1">', 'onclick', '<i zSoyz="1">'],
  ['the name of an element', '<<?= value ?>>', 'script', '<zSoyz>'],
  [
    'an address',
    '<a href="<?= value ?>">',
    'https://a.example.dev/b c?d=1&e=%20',
    '<a href="https://a.example.dev/b%20c?d=1&#38;e=%20">',
  ],
  ['an address that runs', '<a href="<?= value ?>">', ' JavaScript:alert(1)', '<a href="#zSoyz">'],
  ['the rest of a scheme', '<a href="java<?= value ?>">', 'script:alert(1)', '<a href="java#zSoyz">'],
  ['an address that only begins', '<a href="<?= value ?>/x">', 'b/c', '<a href="b/c/x">'],
  ['a part of a query', '<a href="/?q=<?= value ?>">', 'a&b=c d', '<a href="/?q=a%26b%3Dc%20d">'],
  [
    'an image as data',
    '<img src="<?= value ?>">',
    'data:image/png;base64,AA==',
    '<img src="data:image/png;base64,AA==">',
  ],
  ['a page as data', '<iframe src="<?= value ?>">', 'data:text/html,x', '<iframe src="#zSoyz">'],
  [
    'a script',
    '<script>a = <?= value ?>;</script>',
    `'</script>"`,
    `<script>a = '\\x27\\x3c/script\\x3e\\x22';</script>`,
  ],
  ['a number in a script', '<script>a = <?= value ?></script>', 5, `<script>a = '5'</script>`],
  [
    'a string of a script',
    `<script>a = "<?= value ?>"</script>`,
    '"\n\u2028\\',
    '<script>a = "\\x22\\x0a\\u2028\\x5c"</script>',
  ],
  [
    'a template literal',
    '<script>a = `${b(`${"}"}`)}<?= value ?>`</script>',
    '`${1}',
    '<script>a = `${b(`${"}"}`)}\\x60\\x24{1}`</script>',
  ],
  [
    'a regular expression',
    '<script>return /<?= value ?>/</script>',
    '/.x',
    '<script>return /\\x2f\\x2ex/</script>',
  ],
  ['a division', '<script>a = b / <?= value ?>/ "c"</script>', '"', `<script>a = b / '\\x22'/ "c"</script>`],
  [
    'a comment of a script',
    '<script>// <?= value ?>\na = "<?= value ?>"</script>',
    '\n',
    '<script>// \na = "\\x0a"</script>',
  ],
  ['a handler', '<i onclick="f(<?= value ?>)">', `');g('`, `<i onclick="f(&#39;\\x27);g(\\x27&#39;)">`],
  [
    'a string of a handler',
    '<i onclick="f(&quot;<?= value ?>&quot;)">',
    '");g("',
    '<i onclick="f(&quot;\\x22);g(\\x22&quot;)">',
  ],
  [
    'an address that is a script',
    `<a href="javascript:f('<?= value ?>')">`,
    `'`,
    `<a href="javascript:f('%5Cx27')">`,
  ],
  [
    'style',
    '<style>a { color: <?= value ?> }</style>',
    'rgb(1, 2, 3)',
    '<style>a { color: rgb(1, 2, 3) }</style>',
  ],
  [
    'style that does more',
    '<i style="color: <?= value ?>">',
    'red; background: url(x)',
    '<i style="color: zSoyz">',
  ],
  [
    'a string of style',
    '<style>a { content: "<?= value ?>" }</style>',
    '"}<',
    '<style>a { content: "\\22 \\7d \\3c " }</style>',
  ],
  [
    'an address of style',
    '<i style="background: url(<?= value ?>)">',
    'javascript:x',
    '<i style="background: url(#zSoyz)">',
  ],
  [
    'a page in an attribute',
    '<iframe srcdoc="<?= value ?>">',
    '<b>',
    '<iframe srcdoc="&#38;#60;b&#38;#62;">',
  ],
  [
    'a template for scripts',
    '<script type="text/x-template"><?= value ?></script>',
    '</script>',
    '<script type="text/x-template">&#60;/script&#62;</script>',
  ],
])('what is printed into %s is escaped for that place', (_place, source, value, expected) => {
  expect(printed(source, value)).toBe(expected);
});

test('the place is the one where the page stands, whatever code wrote it', () => {
  const source =
    '<? if (value) { ?><script>a = "<? } ?><?= "\\n<" ?><?!= value ? \'"</script>\' : "" ?><?= "<" ?>';
  expect([printed(source, true), printed(source, false)]).toEqual([
    '<script>a = "\\x0a\\x3c"</script>&#60;',
    '\n&#60;&#60;',
  ]);
  expect(HtmlService.createHtmlOutput('<a href="').appendUntrusted('javascript:x').getContent()).toBe(
    '<a href="#zSoyz',
  );
});

test('a template gives the code that makes it, and its first statement is what a scriptlet prints', () => {
  const template = HtmlService.createTemplate('<b><?= 1; 2 ?></b>');
  expect(template.getCode()).toBe(
    [
      '(function() { var output = HtmlService.initTemplate();',
      'output._ = "<b>";',
      'output._$ =  1; 2 ;',
      'output._ = "</b>";',
      'return output.$out;',
      '})();',
    ].join('\n'),
  );
  expect(template.evaluate().getContent()).toBe('<b>1</b>');
});
