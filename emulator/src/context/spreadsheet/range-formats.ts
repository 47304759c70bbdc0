/** Methods of Range about formats, notes and validation rules. */
import { a, grid, orNull, requireSignature, textOrNull, type Accepts } from '../signature';
import { ruleFromWire, ruleToWire, type DataValidationFacade, type WireRule } from './data-validation';
import { HOST } from './handle';
import type { RangeFacade } from './range';
import { onRange } from './range-values';
import { STYLE_PROPERTIES } from './style-properties';

type Range = GoogleAppsScript.Spreadsheet.Range;
type StyleMethods = Partial<Record<keyof Range, (this: RangeFacade, ...args: unknown[]) => unknown>>;

const oneValue: Accepts = (value) => ['string', 'number', 'boolean'].includes(typeof value);
const aRule = orNull(a('SpreadsheetApp.DataValidation'));
const noneOrValue = orNull(oneValue);

/** getX, getXs, setX and setXs for each format. */
function styleMethods(): StyleMethods {
  const methods: Record<string, (this: RangeFacade, ...args: unknown[]) => unknown> = {};
  for (const { singular, plural } of STYLE_PROPERTIES) {
    for (const getter of [`get${singular}`, `get${plural}`]) {
      methods[getter] = function () {
        return onRange(this, getter);
      };
    }
    for (const [setter, accepts] of [
      [`set${singular}`, noneOrValue],
      [`set${plural}`, grid],
    ] as const) {
      methods[setter] = function (...args) {
        requireSignature(`SpreadsheetApp.Range.${setter}`, args, [accepts]);
        onRange(this, setter, args[0]);
        return this;
      };
    }
  }
  return methods;
}

const hex = (part: unknown): string =>
  Math.trunc(part as number)
    .toString(16)
    .padStart(2, '0');

export const rgbColor = (red: number, green: number, blue: number): string =>
  `#${hex(red)}${hex(green)}${hex(blue)}`;

const otherMethods = {
  setBackgroundRGB(red, green, blue) {
    onRange(this, 'setBackground', rgbColor(red, green, blue));
    return this;
  },
  getNote() {
    return onRange(this, 'getNote') as string;
  },
  getNotes() {
    return onRange(this, 'getNotes') as string[][];
  },
  setNote(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setNote', args, [orNull(textOrNull)]);
    onRange(this, 'setNote', args[0]);
    return this;
  },
  setNotes(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setNotes', args, [grid]);
    onRange(this, 'setNotes', args[0]);
    return this;
  },
  getDataValidation() {
    return ruleFromWire(this[HOST], onRange(this, 'getDataValidation') as WireRule | null);
  },
  getDataValidations() {
    const rules = onRange(this, 'getDataValidations') as (WireRule | null)[][];
    return rules.map((row) => row.map((rule) => ruleFromWire(this[HOST], rule)));
  },
  setDataValidation(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setDataValidation', args, [aRule]);
    onRange(this, 'setDataValidation', ruleToWire(args[0] as DataValidationFacade | null));
    return this;
  },
  setDataValidations(...args: unknown[]) {
    const rules: Accepts = (value) => grid(value) && (value as unknown[][]).every((row) => row.every(aRule));
    requireSignature('SpreadsheetApp.Range.setDataValidations', args, [rules]);
    const rows = args[0] as (DataValidationFacade | null)[][];
    onRange(this, 'setDataValidations', rows.map((row) => row.map(ruleToWire))); // prettier-ignore
    return this;
  },
} satisfies Partial<Range> & ThisType<RangeFacade>;

export const rangeFormats = { ...styleMethods(), ...otherMethods };
