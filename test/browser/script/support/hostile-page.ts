/** A template that prints one value into every kind of place, values that try to break out, and what a browser makes of them. */
import type { Page } from 'playwright-core';

/** Breaks out of something, if it is not escaped for where it stands. */
export const HOSTILE = [
  `</title></textarea></style></script><script>hacked = 1</script>`,
  `--><img src=x onerror="hacked = 1">`,
  `"'\`><svg onload=hacked=1>`,
  `');hacked=1;('`,
  `");hacked=1;("`,
  '`+(hacked=1)+`${hacked=1}',
  '\\',
  `\\');hacked=1//`,
  '\n\r\u2028hacked=1\n//',
  '*/hacked=1/*',
  '/;hacked=1;/',
  'javascript:hacked=1',
  ' \tJAVA\nSCRIPT:hacked=1',
  `red;}</style><script>hacked=1</script>`,
  `);background:url("javascript:hacked=1"`,
  '&quot;);hacked=1;(&quot;',
  '&#39;+(hacked=1)+&#39;',
  'onload=hacked=1',
  '<!--<script>',
  'Zoë & 𝒵 100%',
];

/** The same value in every kind of place; what a page makes of it is on `seen`. */
export const EVERYWHERE = `<!doctype html><title><?= v ?></title><style>p::before { content: "<?= v ?>" } p { color: <?= v ?> }
/* <?= v ?> */ p { background: url(<?= v ?>) }</style><!-- <?= v ?> -->
<p id="text" title="<?= v ?>" lang='<?= v ?>' dir=<?= v ?> <?= v ?>="x"><?= v ?></p>
<textarea id="area">x<?= v ?></textarea><a id="whole" href="<?= v ?>">a</a><a id="query" href="/?q=<?= v ?>">b</a>
<a id="run" href="javascript:void(seen.url='<?= v ?>')">c</a>
<b id="handlers" onclick="seen.value = <?= v ?>; seen.quoted = '<?= v ?>'; seen.entity = &quot;<?= v ?>&quot;" onmouseover='seen.over = "<?= v ?>"'>d</b>
<i style="color: <?= v ?>; background: url('<?= v ?>')"></i>
<script>var seen = { whole: <?= v ?>, double: "<?= v ?>", single: '<?= v ?>', literal: \`<?= v ?>\`, nested: \`\${'<?= v ?>'}\` };
// <?= v ?>
/* <?= v ?> */ seen.pattern = /^<?= v ?>$/.source;</script>`;

/** Presses what can be pressed; the browser runs the script of an address a moment later. */
export async function press(shown: Page): Promise<void> {
  await shown.evaluate(() => {
    const element = (id: string) => document.getElementById(id) as HTMLElement;
    element('handlers').dispatchEvent(new Event('mouseover'));
    element('handlers').click();
    element('run').click();
  });
  await shown.waitForFunction(() => 'url' in (globalThis as unknown as { seen: object }).seen);
}

/** What each place holds. */
export function readPlaces() {
  const element = (id: string) => document.getElementById(id) as HTMLElement;
  const { seen, hacked } = globalThis as unknown as { seen: Record<string, string>; hacked?: number };
  const text = element('text');
  const [link, asked] = [element('whole'), element('query')] as HTMLAnchorElement[];
  const attributes = ['title', 'lang', 'dir'].map((name) => text.getAttribute(name));
  const area = (element('area') as HTMLTextAreaElement).value.slice(1);
  const query = new URL(asked?.getAttribute('href') ?? '', 'http://a.example.dev').searchParams.get('q');
  return {
    hacked,
    scheme: (link as HTMLAnchorElement).protocol,
    inScripts: { ...seen, query } as Record<string, string>,
    inPage: [text.textContent, area, ...attributes],
  };
}
