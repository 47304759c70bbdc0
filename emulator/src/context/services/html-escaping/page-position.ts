/** Follows a page as it is written, so that a value is escaped for the very place where it is printed. */
import { AttributePosition, type Quote } from './attribute-position';
import { escapeHtml, filterAttributeName, filterElementName } from './escapes';
import { ScriptPosition } from './script-position';
import { StylePosition } from './style-position';

type Mode =
  | 'text'
  | 'tag-open'
  | 'markup'
  | 'comment'
  | 'tag-name'
  | 'in-tag'
  | 'attribute-name'
  | 'after-name'
  | 'before-value'
  | 'value'
  | 'content';

/** Elements whose content has no tags; of these, `textarea` and `title` have entities all the same. */
const RAW = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes)$/;
const SCRIPT_TYPE =
  /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:jscript|livescript))$/i;
const DATA_TYPE = /json$/i;
const BLANK = /\s/;

export class PagePosition {
  private mode: Mode = 'text';
  private element = '';
  private isEndTag = false;
  private name = '';
  private scriptType = '';
  private attribute: AttributePosition | undefined;
  private attributeText = '';
  private content: ScriptPosition | StylePosition | undefined;
  private tail = '';

  /** What the template's author wrote, or prints as it is. */
  write(text: string): void {
    let start = 0;
    while (start < text.length)
      start = this.mode === 'value' ? this.value(text, start) : this.one(text, start);
  }

  /** The value as it may stand here; the page goes on after it. */
  print(text: string): string {
    const safe = this.escape(text);
    if (this.mode === 'before-value') this.openValue('');
    this.write(safe);
    return safe;
  }

  private escape(text: string): string {
    switch (this.mode) {
      case 'text':
      case 'markup':
      case 'comment':
        return escapeHtml(text);
      case 'content':
        return this.content ? this.content.escape(text) : escapeHtml(text);
      case 'tag-open':
        return filterElementName('', text);
      case 'tag-name':
        return filterElementName(this.element, text);
      case 'in-tag':
      case 'after-name':
        return filterAttributeName('', text);
      case 'attribute-name':
        return filterAttributeName(this.name, text);
      case 'before-value':
        return new AttributePosition(this.name, this.element, '').escape(text);
      case 'value':
        return this.attribute?.escape(text) ?? '';
    }
  }

  private one(text: string, at: number): number {
    this.step(text.charAt(at));
    return at + 1;
  }

  private step(character: string): void {
    this.tail = (this.tail + character).slice(-16);
    switch (this.mode) {
      case 'text':
        if (character === '<') this.mode = 'tag-open';
        return;
      case 'tag-open':
        return this.tagOpen(character);
      case 'markup':
        return this.markup(character);
      case 'comment':
        if (/--!?>$/.test(this.tail)) this.mode = 'text';
        return;
      case 'content':
        return this.contentStep(character);
      case 'tag-name':
        if (BLANK.test(character) || character === '/' || character === '>') this.inTag(character);
        else this.element += character.toLowerCase();
        return;
      default:
        return this.tagStep(character);
    }
  }

  private tagOpen(character: string): void {
    if (character === '/' && !this.tail.endsWith('//')) return void (this.isEndTag = true);
    if (/[a-z]/i.test(character)) {
      this.element = character.toLowerCase();
      this.scriptType = '';
      this.mode = 'tag-name';
      return;
    }
    this.isEndTag = false;
    this.mode = /[!?]/.test(character) ? 'markup' : character === '<' ? 'tag-open' : 'text';
  }

  private markup(character: string): void {
    if (this.tail.endsWith('<!--')) {
      this.mode = 'comment';
      this.tail = '--';
    } else if (character === '>') this.mode = 'text';
  }

  /** Inside a tag, outside a value. */
  private tagStep(character: string): void {
    if (character === '>') return this.inTag(character);
    if (BLANK.test(character)) {
      if (this.mode === 'attribute-name') this.mode = 'after-name';
      return;
    }
    if (this.mode === 'before-value') return this.firstOfValue(character);
    if (character === '=' && this.mode !== 'in-tag') return void (this.mode = 'before-value');
    if (character === '/') return this.inTag(character);
    this.name = this.mode === 'attribute-name' ? this.name + character : character;
    this.mode = 'attribute-name';
  }

  private inTag(character: string): void {
    if (character === '>') this.endTag();
    else this.mode = 'in-tag';
  }

  private firstOfValue(character: string): void {
    if (character === '"' || character === "'") return this.openValue(character);
    this.openValue('');
    this.value(character, 0);
  }

  private openValue(quote: Quote): void {
    this.attribute = new AttributePosition(this.name, this.element, quote);
    this.attributeText = '';
    this.mode = 'value';
  }

  /** Takes as much as belongs to the value, in one piece, so that entities stay whole; gives where the rest begins. */
  private value(text: string, start: number): number {
    const quote = this.attribute?.quote ?? '';
    const rest = text.slice(start);
    const length = quote === '' ? rest.search(/[\s>]/) : rest.indexOf(quote);
    const part = length < 0 ? rest : rest.slice(0, length);
    this.attribute?.write(part);
    this.attributeText += part;
    if (length < 0) return text.length;
    this.closeValue();
    return start + length + (quote === '' ? 0 : 1);
  }

  private closeValue(): void {
    if (this.element === 'script' && this.name.toLowerCase() === 'type') this.scriptType = this.attributeText;
    this.attribute = undefined;
    this.mode = 'in-tag';
  }

  private endTag(): void {
    const opensRaw = !this.isEndTag && RAW.test(this.element);
    this.isEndTag = false;
    this.mode = opensRaw ? 'content' : 'text';
    this.content = opensRaw ? this.languageOfContent() : undefined;
  }

  private languageOfContent(): ScriptPosition | StylePosition | undefined {
    if (this.element === 'style') return new StylePosition();
    const type = this.scriptType.trim();
    const isScript = this.element === 'script' && (SCRIPT_TYPE.test(type) || DATA_TYPE.test(type));
    return isScript ? new ScriptPosition() : undefined;
  }

  private contentStep(character: string): void {
    this.content?.write(character);
    const end = /<\/([a-z]+)[\s/>]$/i.exec(this.tail);
    if (end?.[1]?.toLowerCase() !== this.element) return;
    this.isEndTag = true;
    this.inTag(character);
  }
}
