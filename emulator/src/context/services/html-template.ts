/** Scriptlets of HtmlService templates: `<? code ?>`, `<?= escaped ?>`, `<?!= as it is ?>`. */
import { asText } from '../../bridge/as-text';
import { PagePosition } from './html-escaping/page-position';

const SCRIPTLET = /<\?(!?=)?([\s\S]*?)\?>/g;

/** The JavaScript that a template becomes: its value is the finished output. */
export function templateCode(source: string): string {
  const parts: string[] = ['(function() { var output = HtmlService.initTemplate();'];
  let end = 0;
  for (const match of source.matchAll(SCRIPTLET)) {
    const [whole, kind, code = ''] = match;
    parts.push(literal(source.slice(end, match.index)), scriptlet(kind, code));
    end = match.index + whole.length;
  }
  parts.push(literal(source.slice(end)), 'return output.$out;', '})();');
  return parts.filter((part) => part !== '').join('\n');
}

/** Runs in the script's own global scope, with the template's properties in front. */
export function runTemplate(source: string, variables: Record<string, unknown>, service: unknown): unknown {
  const body = `with ($variables) {\nreturn ${templateCode(source)}\n}`;
  // Templates are programs by nature; there is no other way to run them.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- see above
  return new Function('$variables', 'HtmlService', body)(variables, service);
}

function literal(text: string): string {
  return text === '' ? '' : `output._ = ${JSON.stringify(text)};`;
}

/** Of a printing scriptlet the first statement is printed; what follows it only runs. */
function scriptlet(kind: string | undefined, code: string): string {
  if (kind === undefined) return code;
  return `${kind === '=' ? 'output._$' : 'output._'} = ${code};`;
}

/** What a template's code writes to: assignments append. */
export class TemplateOutput<Output> {
  readonly #finish: (content: string) => Output;
  readonly #position = new PagePosition();
  #content = '';

  constructor(finish: (content: string) => Output) {
    this.#finish = finish;
  }

  set _(value: unknown) {
    const text = printed(value);
    this.#position.write(text);
    this.#content += text;
  }
  set _$(value: unknown) {
    this.#content += this.#position.print(printed(value));
  }
  get $out(): Output {
    return this.#finish(this.#content);
  }
  append(addedContent: string): this {
    this._ = addedContent;
    return this;
  }
  appendUntrusted(addedContent: string): this {
    this._$ = addedContent;
    return this;
  }
}

function printed(value: unknown): string {
  return value === undefined || value === null ? '' : asText(value);
}
