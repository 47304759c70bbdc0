/** Methods of Range about borders, merged cells, banding, wrapping and turning text. */
import type { WireRange } from '../../bridge/protocol';
import type { EnumValue } from '../facade';
import { a, flag, grid, integer, orNull, requireSignature, text, type Accepts } from '../signature';
import { BandingFacade } from './banding';
import { enumValue, TEXT_DIRECTION, WRAP_STRATEGY } from './enums';
import { HOST, whole } from './handle';
import { rangeFromWire, type RangeFacade } from './range';
import { onRange } from './range-values';
import { ENUM_STYLE_PROPERTIES, WRAP } from './style-properties';
import { TextRotationFacade, type WireTurn } from './text-rotation';

type Range = GoogleAppsScript.Spreadsheet.Range;
type Methods = Partial<Record<keyof Range, (this: RangeFacade, ...args: unknown[]) => unknown>>;

const ENUMS = { WrapStrategy: WRAP_STRATEGY, TextDirection: TEXT_DIRECTION } as const;

/** The same for every cell of the array. */
const eachOf = (accepts: Accepts): Accepts => {
  return (value) => grid(value) && (value as unknown[][]).every((row) => row.every(accepts));
};
const eachCell = <From, To>(rows: unknown, convert: (cell: From) => To): To[][] =>
  (rows as From[][]).map((row) => row.map(convert));

/** getX, getXs, setX and setXs of formats whose values cross in another shape. */
function fourMethods(
  { singular, plural }: { readonly singular: string; readonly plural: string },
  accepts: Accepts,
  toWire: (value: unknown) => unknown,
  fromWire: (wire: unknown) => unknown,
): Methods {
  return {
    [`get${singular}`](this: RangeFacade) {
      return fromWire(onRange(this, `get${singular}`));
    },
    [`get${plural}`](this: RangeFacade) {
      return eachCell(onRange(this, `get${plural}`), fromWire);
    },
    [`set${singular}`](this: RangeFacade, ...args: unknown[]) {
      requireSignature(`SpreadsheetApp.Range.set${singular}`, args, [accepts]);
      onRange(this, `set${singular}`, toWire(args[0]));
      return this;
    },
    [`set${plural}`](this: RangeFacade, ...args: unknown[]) {
      requireSignature(`SpreadsheetApp.Range.set${plural}`, args, [eachOf(accepts)]);
      onRange(this, `set${plural}`, eachCell(args[0], toWire));
      return this;
    },
  };
}

function enumMethods(): Methods {
  const all = ENUM_STYLE_PROPERTIES.map((property) => {
    const { singular } = property;
    return fourMethods(
      property,
      orNull(a(`SpreadsheetApp.${singular}`)),
      (value) => (value as EnumValue | null)?.name() ?? null,
      (name) => (name === null ? null : enumValue(ENUMS[singular], name as string)),
    );
  });
  return Object.assign({}, ...all) as Methods;
}

const same = (value: unknown): unknown => value;
const aRotation = a('SpreadsheetApp.TextRotation');
const noneOrFlag = orNull(flag);
const sixSides = new Array<Accepts>(6).fill(noneOrFlag);
const aTheme = a('SpreadsheetApp.BandingTheme');

/** The arguments of setBorder as they cross; Range and RangeList take the same. */
export function borderArguments(owner: string, args: readonly unknown[]): unknown[] {
  const named = [...sixSides, orNull(text), orNull(a('SpreadsheetApp.BorderStyle'))];
  requireSignature(`SpreadsheetApp.${owner}.setBorder`, args, sixSides, named);
  const [top, left, bottom, right, vertical, horizontal] = args.map((side) => side ?? null);
  const style = args[7] as EnumValue | null | undefined;
  return [{ top, left, bottom, right, vertical, horizontal }, args[6] ?? null, style?.name() ?? null];
}

function banding(range: RangeFacade, method: string, args: readonly unknown[]): BandingFacade {
  requireSignature(`SpreadsheetApp.Range.${method}`, args, [], [aTheme], [aTheme, flag, flag]);
  const [theme, header = true, footer = false] = args as [EnumValue?, boolean?, boolean?];
  const id = onRange(range, method, theme?.name() ?? 'LIGHT_GREY', header, footer) as number;
  return new BandingFacade(range[HOST], id);
}

/** Without arguments; gives the range back. */
function merging(method: string) {
  return function (this: RangeFacade, ...args: unknown[]): RangeFacade {
    requireSignature(`SpreadsheetApp.Range.${method}`, args, []);
    onRange(this, method);
    return this;
  };
}

const turnOf = (value: unknown): WireTurn => {
  const rotation = value as TextRotationFacade;
  return { degrees: rotation.getDegrees(), vertical: rotation.isVertical() };
};

const otherMethods = {
  merge: merging('merge'),
  mergeAcross: merging('mergeAcross'),
  mergeVertically: merging('mergeVertically'),
  breakApart: merging('breakApart'),
  getMergedRanges() {
    const ranges = onRange(this, 'getMergedRanges') as WireRange[];
    return ranges.map((range) => rangeFromWire(this[HOST], range));
  },
  isPartOfMerge() {
    return onRange(this, 'isPartOfMerge') as boolean;
  },
  setBorder(...args: unknown[]) {
    onRange(this, 'setBorder', ...borderArguments('Range', args));
    return this;
  },
  setTextRotation(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setTextRotation', args, [integer], [aRotation]);
    const [asked] = args;
    const turn = typeof asked === 'number' ? { degrees: whole(asked), vertical: false } : turnOf(asked);
    onRange(this, 'setTextRotation', turn);
    return this;
  },
  setVerticalText(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setVerticalText', args, [flag]);
    onRange(this, 'setTextRotation', { degrees: 0, vertical: args[0] });
    return this;
  },
  applyRowBanding(...args: unknown[]) {
    return banding(this, 'applyRowBanding', args);
  },
  applyColumnBanding(...args: unknown[]) {
    return banding(this, 'applyColumnBanding', args);
  },
  getBandings() {
    return (onRange(this, 'getBandings') as number[]).map((id) => new BandingFacade(this[HOST], id));
  },
} satisfies Partial<Range> & ThisType<RangeFacade>;

export const rangeLooks = {
  ...enumMethods(),
  ...fourMethods(WRAP, orNull(flag), same, same),
  ...fourMethods(
    { singular: 'TextRotation', plural: 'TextRotations' },
    aRotation,
    turnOf,
    (wire) => new TextRotationFacade(wire as WireTurn),
  ),
  ...otherMethods,
};
