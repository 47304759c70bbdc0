/** Methods of Range about rich text and text styles. */
import type { WireRichText } from '../../workbook/handlers/rich-text';
import type { TextLook } from '../../workbook/rich-text';
import { a, grid, orNull, requireSignature, type Accepts } from '../signature';
import type { RangeFacade } from './range';
import { onRange } from './range-values';
import { RICH_TEXT, RichTextValueFacade } from './rich-text-value';
import { LOOK, TextStyleFacade } from './text-style';

type Range = GoogleAppsScript.Spreadsheet.Range;
const aRichText = a('SpreadsheetApp.RichTextValue');
const aStyle = orNull(a('SpreadsheetApp.TextStyle'));
const all =
  (accepts: Accepts): Accepts =>
  (value) =>
    grid(value) && (value as unknown[][]).every((row) => row.every(accepts));

const fromWire = (wire: WireRichText | null): RichTextValueFacade | null =>
  wire && new RichTextValueFacade(wire);
const toWire = (value: unknown): WireRichText => (value as RichTextValueFacade)[RICH_TEXT];
const lookOf = (style: unknown): TextLook | null => (style as TextStyleFacade | null)?.[LOOK] ?? null;

export const rangeRichText = {
  /** null where something stands that is no text. */
  getRichTextValue() {
    return fromWire(onRange(this, 'getRichTextValue') as WireRichText | null);
  },
  getRichTextValues() {
    const rows = onRange(this, 'getRichTextValues') as (WireRichText | null)[][];
    return rows.map((row) => row.map(fromWire));
  },
  setRichTextValue(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setRichTextValue', args, [aRichText]);
    onRange(this, 'setRichTextValue', toWire(args[0]));
    return this;
  },
  setRichTextValues(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setRichTextValues', args, [all(aRichText)]);
    onRange(this, 'setRichTextValues', (args[0] as unknown[][]).map((row) => row.map(toWire))); // prettier-ignore
    return this;
  },
  getTextStyle() {
    return new TextStyleFacade(onRange(this, 'getTextStyle') as TextLook);
  },
  getTextStyles() {
    const rows = onRange(this, 'getTextStyles') as TextLook[][];
    return rows.map((row) => row.map((look) => new TextStyleFacade(look)));
  },
  setTextStyle(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setTextStyle', args, [aStyle]);
    onRange(this, 'setTextStyle', lookOf(args[0]));
    return this;
  },
  setTextStyles(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setTextStyles', args, [all(aStyle)]);
    onRange(this, 'setTextStyles', (args[0] as unknown[][]).map((row) => row.map(lookOf))); // prettier-ignore
    return this;
  },
} satisfies Partial<Range> & ThisType<RangeFacade>;
