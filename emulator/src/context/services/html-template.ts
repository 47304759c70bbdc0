/** Scriptlets of HtmlService templates: `<? code ?>`, `<?= escaped ?>`, `<?!= as it is ?>`. */
import { asText } from '../../bridge/as-text';

const SCRIPTLET = /<\?(!?=)?([\s\S]*?)\?>/g;

/** The JavaScript that a template becomes; `$write` appends, `$escape` makes text safe in HTML. */
export function templateCode(source: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of source.matchAll(SCRIPTLET)) {
    const [whole, kind, code = ''] = match;
    parts.push(literal(source.slice(end, match.index)), scriptlet(kind, code));
    end = match.index + whole.length;
  }
  parts.push(literal(source.slice(end)));
  return parts.filter((part) => part !== '').join('\n');
}

/** Runs in the script's own global scope, with the template's properties in front. */
export function renderTemplate(source: string, variables: Record<string, unknown>): string {
  let output = '';
  const write = (value: unknown) => (output += value === undefined || value === null ? '' : asText(value));
  const body = `with ($variables) {\n${templateCode(source)}\n}`;
  // Templates are programs by nature; there is no other way to run them.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- see above
  new Function('$variables', '$write', '$escape', body)(variables, write, escape);
  return output;
}

function literal(text: string): string {
  return text === '' ? '' : `$write(${JSON.stringify(text)});`;
}

/** Only the first statement of a printing scriptlet counts. */
function scriptlet(kind: string | undefined, code: string): string {
  if (kind === undefined) return code;
  const expression = code.trim().replace(/;\s*$/, '');
  return kind === '=' ? `$write($escape(${expression}));` : `$write(${expression});`;
}

function escape(value: unknown): string {
  if (value === undefined || value === null) return '';
  return asText(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
