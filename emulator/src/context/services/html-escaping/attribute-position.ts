/** Where in an attribute's value a text ends: plain text, an address, a script, or style. */
import { escapeHtml, escapeUnquoted, escapeUrl } from './escapes';
import { ScriptPosition } from './script-position';
import { StylePosition } from './style-position';

const URLS =
  /^(?:(?:xlink:)?href|src|srcset|action|formaction|archive|background|cite|classid|codebase|data|dynsrc|icon|longdesc|lowsrc|manifest|ping|poster|profile|usemap)$/;
const MEDIA = /^(?:src|srcset|poster|background)$/;
const SCRIPT_URL = /^\s*javascript:/i;
const QUOTES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' };

export type Quote = '"' | "'" | '';

export class AttributePosition {
  private readonly language: 'text' | 'url' | 'page' | ScriptPosition | StylePosition;
  private readonly isMedia: boolean;
  /** The value so far, as the browser decodes it. */
  private value = '';
  private scriptOfUrl: ScriptPosition | undefined;

  constructor(
    name: string,
    element: string,
    readonly quote: Quote,
  ) {
    this.language = languageOf(name.toLowerCase());
    this.isMedia = MEDIA.test(name.toLowerCase()) && !/^(?:script|iframe|embed|frame)$/.test(element);
  }

  get isEmpty(): boolean {
    return this.value === '';
  }

  write(text: string): void {
    const decoded = decode(text);
    this.value += decoded;
    if (typeof this.language === 'object') this.language.write(decoded);
    if (this.language === 'url') this.followScript(decoded);
  }

  escape(text: string): string {
    const inner = this.inLanguage(text);
    if (this.quote !== '') return escapeHtml(inner);
    return inner === '' && this.isEmpty ? '""' : escapeUnquoted(inner);
  }

  private inLanguage(text: string): string {
    if (typeof this.language === 'object') return this.language.escape(text);
    switch (this.language) {
      case 'text':
        return text;
      case 'page':
        return escapeHtml(text);
      case 'url':
        // The browser undoes percent signs before the script is read.
        return this.scriptOfUrl
          ? encodeURIComponent(this.scriptOfUrl.escape(text))
          : escapeUrl(this.value, text, this.isMedia);
    }
  }

  /** What follows `javascript:` is a script. */
  private followScript(added: string): void {
    if (this.scriptOfUrl) return this.scriptOfUrl.write(added);
    const scheme = SCRIPT_URL.exec(this.value);
    if (!scheme) return;
    this.scriptOfUrl = new ScriptPosition();
    this.scriptOfUrl.write(this.value.slice(scheme[0].length));
  }
}

function languageOf(name: string): AttributePosition['language'] {
  if (name.startsWith('on')) return new ScriptPosition();
  if (name === 'style') return new StylePosition();
  if (name === 'srcdoc') return 'page';
  return URLS.test(name) ? 'url' : 'text';
}

/** Only what could be a quote or a sign of the language inside. */
function decode(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return Number.isInteger(code) && code <= 0x10ffff
        ? String.fromCodePoint(code)
        : (QUOTES[name ?? ''] ?? whole);
    },
  );
}
