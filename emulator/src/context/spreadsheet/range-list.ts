/** RangeList: the writing methods of Range for several ranges in one call. */
import type { HostCall, WireRange } from '../../bridge/protocol';
import { anything, flag, integer, requireSignature } from '../signature';
import { addMethods, hide, HOST, SpreadsheetObject, toCell, whole } from './handle';
import { clearOptions } from './range-actions';
import { rgbColor } from './range-formats';
import { rangeFromWire, type RangeFacade } from './range';
import { borderArguments } from './range-looks';
import { ENUM_STYLE_PROPERTIES, STYLE_PROPERTIES, WRAP } from './style-properties';

const RANGES = Symbol('ranges');

export interface RangeListFacade extends GoogleAppsScript.Spreadsheet.RangeList {}
export class RangeListFacade extends SpreadsheetObject {
  declare readonly [RANGES]: readonly WireRange[];

  constructor(host: HostCall, ranges: readonly WireRange[]) {
    super('RangeList', host);
    hide(this, RANGES, ranges);
  }
  getRanges(): RangeFacade[] {
    return this[RANGES].map((range) => rangeFromWire(this[HOST], range));
  }
  clear(options?: Parameters<typeof clearOptions>[0]): RangeListFacade {
    this[HOST]('RangeList.clear', [this[RANGES], clearOptions(options)]);
    return this;
  }
  breakApart(): RangeListFacade {
    return this.#each('breakApart');
  }
  setBorder(...args: unknown[]): RangeListFacade {
    return this.#each('setBorder', ...borderArguments('RangeList', args));
  }
  setBackgroundRGB(red: number, green: number, blue: number): RangeListFacade {
    return this.#each('setBackground', rgbColor(red, green, blue));
  }
  setTextRotation(...args: unknown[]): RangeListFacade {
    requireSignature('SpreadsheetApp.RangeList.setTextRotation', args, [integer]);
    return this.#each('setTextRotation', { degrees: whole(args[0]), vertical: false });
  }
  setVerticalText(...args: unknown[]): RangeListFacade {
    requireSignature('SpreadsheetApp.RangeList.setVerticalText', args, [flag]);
    return this.#each('setTextRotation', { degrees: 0, vertical: args[0] });
  }
  #each(method: string, ...args: unknown[]): RangeListFacade {
    this[HOST](`RangeList.${method}`, [this[RANGES], ...args]);
    return this;
  }
  insertCheckboxes(...values: unknown[]): RangeListFacade {
    this[HOST]('RangeList.insertCheckboxes', [this[RANGES], values.map(toCell)]);
    return this;
  }
}

const ONE_ARGUMENT = [
  'setValue',
  'setFormula',
  'setNote',
  `set${WRAP.singular}`,
  ...[...STYLE_PROPERTIES, ...ENUM_STYLE_PROPERTIES].map(({ singular }) => `set${singular}`),
];
const NO_ARGUMENT = [
  'clearContent',
  'clearFormat',
  'clearNote',
  'clearDataValidations',
  'trimWhitespace',
  'removeCheckboxes',
  'check',
  'uncheck',
  'activate',
];

function method(name: string, ...accepts: readonly (typeof anything)[]) {
  return function (this: RangeListFacade, ...args: unknown[]): RangeListFacade {
    requireSignature(`SpreadsheetApp.RangeList.${name}`, args, [...accepts]);
    this[HOST](`RangeList.${name}`, [this[RANGES], ...args.map(toCell)]);
    return this;
  };
}

addMethods(
  RangeListFacade,
  Object.fromEntries(ONE_ARGUMENT.map((name) => [name, method(name, anything)])),
  Object.fromEntries(NO_ARGUMENT.map((name) => [name, method(name)])),
);
