/** RichTextValue and its builder: a text with links, and parts that look different. */
import type { WireRichText } from '../../workbook/handlers/rich-text';
import { LOOK_FIELDS, type TextLook, type TextRun } from '../../workbook/rich-text';
import { Facade } from '../facade';
import { a, exception, integer, orNull, requireSignature, text } from '../signature';
import { whole } from './handle';
import { changeRuns, linkIn, lookIn } from './rich-text-runs';
import { LOOK, TextStyleFacade } from './text-style';

export const RICH_TEXT = Symbol('rich text');
const START = Symbol('start');

/** A link looks like one, unless a style says otherwise afterwards. */
const LINK_LOOK = { underline: true, foregroundColor: '#1155cc' } as const;
const textStyle = orNull(a('SpreadsheetApp.TextStyle'));

type Value = GoogleAppsScript.Spreadsheet.RichTextValue;
export interface RichTextValueFacade extends Value {}
export class RichTextValueFacade extends Facade {
  declare readonly [RICH_TEXT]: WireRichText;
  /** Where this text begins in the one that it is a run of. */
  declare readonly [START]: number;

  constructor(value: WireRichText, start = 0) {
    super('RichTextValue', 'SpreadsheetApp');
    Object.defineProperty(this, RICH_TEXT, { value });
    Object.defineProperty(this, START, { value: start });
  }
  getText(): string {
    return this[RICH_TEXT].text;
  }
  getStartIndex(): number {
    return this[START];
  }
  getEndIndex(): number {
    return this[START] + this[RICH_TEXT].text.length;
  }
  getLinkUrl(...args: unknown[]): string | null {
    return linkIn(this[RICH_TEXT], ...spanOf('RichTextValue.getLinkUrl', this[RICH_TEXT].text, args));
  }
  getTextStyle(...args: unknown[]): TextStyleFacade {
    const span = spanOf('RichTextValue.getTextStyle', this[RICH_TEXT].text, args);
    return new TextStyleFacade(lookIn(this[RICH_TEXT], ...span));
  }
  /** The parts that look the same or have the same link. */
  getRuns(): RichTextValueFacade[] {
    const { text: whole, look, runs } = this[RICH_TEXT];
    return partsOf(whole, runs).map(({ start, end, ...own }) => {
      const part = whole.slice(start, end);
      return new RichTextValueFacade(
        { text: part, look, runs: [{ ...own, start: 0, end: part.length }] },
        start,
      );
    });
  }
  copy(): RichTextValueBuilderFacade {
    return new RichTextValueBuilderFacade(this[RICH_TEXT]);
  }
}

/** The runs, and what lies between them. */
function partsOf(whole: string, runs: readonly TextRun[]): TextRun[] {
  const parts: TextRun[] = [];
  let at = 0;
  for (const run of runs) {
    if (run.start > at) parts.push({ start: at, end: run.start });
    parts.push(run);
    at = run.end;
  }
  if (at < whole.length || !parts.length) parts.push({ start: at, end: whole.length });
  return parts;
}

/** Nothing, or a part of the text from its start up to its end. */
function spanOf(method: string, whole: string, args: readonly unknown[]): [number, number] {
  requireSignature(`SpreadsheetApp.${method}`, args, [], [integer, integer]);
  return args.length ? checkedSpan(whole, args) : [0, whole.length];
}

function checkedSpan(whole_: string, args: readonly unknown[]): [number, number] {
  const [start, end] = args.map(whole) as [number, number];
  if (start < 0 || end > whole_.length || start > end) throw exception('Illegal argument.');
  return [start, end];
}

type Builder = GoogleAppsScript.Spreadsheet.RichTextValueBuilder;
export interface RichTextValueBuilderFacade extends Builder {}
export class RichTextValueBuilderFacade extends Facade {
  declare [RICH_TEXT]: WireRichText;

  constructor(value: WireRichText = { text: '', look: {}, runs: [] }) {
    super('RichTextValueBuilder', 'SpreadsheetApp');
    Object.defineProperty(this, RICH_TEXT, { value, writable: true });
  }
  setText(...args: unknown[]): RichTextValueBuilderFacade {
    requireSignature('SpreadsheetApp.RichTextValueBuilder.setText', args, [text]);
    this[RICH_TEXT] = { ...this[RICH_TEXT], text: String(args[0]), runs: [] };
    return this;
  }
  setLinkUrl(...args: unknown[]): RichTextValueBuilderFacade {
    const url = orNull(text);
    requireSignature('SpreadsheetApp.RichTextValueBuilder.setLinkUrl', args, [url], [integer, integer, url]);
    const link = args.at(-1) as string | null | undefined;
    return this.#change(args, link ? { ...LINK_LOOK, link } : { link: undefined });
  }
  setTextStyle(...args: unknown[]): RichTextValueBuilderFacade {
    const part = [integer, integer, textStyle];
    requireSignature('SpreadsheetApp.RichTextValueBuilder.setTextStyle', args, [textStyle], part);
    const style = args.at(-1) as TextStyleFacade | null | undefined;
    return style ? this.#change(args, definedFields(style[LOOK])) : this;
  }
  build(): RichTextValueFacade {
    return new RichTextValueFacade(this[RICH_TEXT]);
  }

  /** Of a part, when there are offsets before the last argument; else of the whole text. */
  #change(
    args: readonly unknown[],
    change: TextLook & { readonly link?: string | undefined },
  ): RichTextValueBuilderFacade {
    const { text: whole, runs } = this[RICH_TEXT];
    const [start, end] = args.length === 3 ? checkedSpan(whole, args.slice(0, 2)) : [0, whole.length];
    this[RICH_TEXT] = { ...this[RICH_TEXT], runs: changeRuns(runs, start, end, change) };
    return this;
  }
}

function definedFields(look: TextLook): TextLook {
  const fields = LOOK_FIELDS.filter((field) => look[field] !== undefined);
  return Object.fromEntries(fields.map((field) => [field, look[field]]));
}
