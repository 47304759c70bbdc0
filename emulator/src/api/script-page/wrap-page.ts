/** Puts `google.script` into a page of HtmlService before anything of the page's own. */
import { join } from 'node:path';
import { buildSync } from 'esbuild';

export interface ScriptPage {
  readonly pageId: string;
  /** Global functions of the script; those that end in `_` stay invisible. */
  readonly functions: readonly string[];
}

const CLIENT = join(__dirname, '../../page/script/frame/client.ts');
const DOCTYPE = /^\s*(?:<!--[\s\S]*?-->\s*)*<!doctype[^>]*>/i;

const GLOBAL_NAME = 'googleScriptClient';

let bundled: string | undefined;

/** @returns the HTML to be served with `SCRIPT_PAGE_HEADERS` */
export function wrapPage(content: string, { pageId, functions }: ScriptPage): string {
  const visible = functions.filter((name) => !name.endsWith('_'));
  // The parser opens html and head for the script by itself; tags of the page that follow add their attributes.
  const [doctype, rest] = splitDoctype(content);
  const start = `${clientCode()}.startClient(${scriptSafe({ pageId, functions: visible })});`;
  return `${doctype}<script>(() => {${start}})();</script>${rest}`;
}

function splitDoctype(content: string): [doctype: string, rest: string] {
  const doctype = DOCTYPE.exec(content)?.[0];
  return doctype === undefined ? ['<!doctype html>', content] : [doctype, content.slice(doctype.length)];
}

/** Statements that end with the client's exports. Bundled once. */
function clientCode(): string {
  bundled ??= `${bundle()};${GLOBAL_NAME}`;
  return bundled;
}

function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [CLIENT],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: GLOBAL_NAME,
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
    tsconfigRaw: {},
  });
  return (outputFiles[0]?.text ?? '').trim().replace(/;$/, '').replaceAll('</script', '<\\/script');
}

/** JSON that cannot end the script element it stands in. */
function scriptSafe(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
