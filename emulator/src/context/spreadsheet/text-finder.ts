/** TextFinder: ignores case and finds parts of cells unless told otherwise. */
import type { HostCall, WireRange } from '../../bridge/protocol';
import { a, flag, requireSignature, text } from '../signature';
import { HOST, SpreadsheetObject, wireOf } from './handle';
import { rangeFromWire, rangeOrNull, type RangeFacade } from './range';

const OPTIONS = {
  matchCase: false,
  matchEntireCell: false,
  matchFormulaText: false,
  ignoreDiacritics: false,
  useRegularExpression: false,
};

export interface TextFinderFacade extends GoogleAppsScript.Spreadsheet.TextFinder {}
export class TextFinderFacade extends SpreadsheetObject {
  readonly #text: string;
  readonly #ranges: readonly WireRange[] | null;
  #options = OPTIONS;
  #current: WireRange | null = null;
  #startFrom: WireRange | null = null;

  /** `ranges` null: the whole spreadsheet. */
  constructor(host: HostCall, searched: string, ranges: readonly WireRange[] | null) {
    super('TextFinder', host);
    this.#text = searched;
    this.#ranges = ranges;
  }
  matchCase(...args: unknown[]): TextFinderFacade {
    return this.#set('matchCase', args);
  }
  matchEntireCell(...args: unknown[]): TextFinderFacade {
    return this.#set('matchEntireCell', args);
  }
  matchFormulaText(...args: unknown[]): TextFinderFacade {
    return this.#set('matchFormulaText', args);
  }
  ignoreDiacritics(...args: unknown[]): TextFinderFacade {
    return this.#set('ignoreDiacritics', args);
  }
  useRegularExpression(...args: unknown[]): TextFinderFacade {
    return this.#set('useRegularExpression', args);
  }
  startFrom(...args: unknown[]): TextFinderFacade {
    requireSignature('SpreadsheetApp.TextFinder.startFrom', args, [a('SpreadsheetApp.Range')]);
    this.#startFrom = wireOf(args[0]);
    this.#current = null;
    return this;
  }
  findAll(): RangeFacade[] {
    return this.#find().map((range) => rangeFromWire(this[HOST], range));
  }
  /** The next match in reading order; null at the end. */
  findNext(): RangeFacade | null {
    const found = this.#find();
    const from = this.#current ?? this.#startFrom;
    const next = found.find((range) => !from || isAfter(range, from, this.#current === null));
    return this.#arriveAt(next);
  }
  findPrevious(): RangeFacade | null {
    const found = this.#find().reverse();
    const from = this.#current ?? this.#startFrom;
    const previous = found.find((range) => !from || isAfter(from, range, this.#current === null));
    return this.#arriveAt(previous);
  }
  getCurrentMatch(): RangeFacade | null {
    return rangeOrNull(this[HOST], this.#current);
  }
  replaceAllWith(...args: unknown[]): number {
    requireSignature('SpreadsheetApp.TextFinder.replaceAllWith', args, [text]);
    return this[HOST]('TextFinder.replaceAllWith', [this.#search(), String(args[0])]) as number;
  }
  /** Replaces in the current match. */
  replaceWith(...args: unknown[]): number {
    requireSignature('SpreadsheetApp.TextFinder.replaceWith', args, [text]);
    if (!this.#current) return 0;
    return this[HOST]('TextFinder.replaceWith', [this.#search(), this.#current, String(args[0])]) as number;
  }

  #search(): object {
    return { text: this.#text, ranges: this.#ranges, ...this.#options };
  }
  #find(): WireRange[] {
    return this[HOST]('TextFinder.findAll', [this.#search()]) as WireRange[];
  }
  #set(option: keyof typeof OPTIONS, args: unknown[]): TextFinderFacade {
    requireSignature(`SpreadsheetApp.TextFinder.${option}`, args, [flag]);
    this.#options = { ...this.#options, [option]: args[0] as boolean };
    return this;
  }
  /** A failed search leaves the last match current. */
  #arriveAt(range: WireRange | undefined): RangeFacade | null {
    if (!range) return null;
    this.#current = range;
    return rangeFromWire(this[HOST], range);
  }
}

function isAfter(range: WireRange, from: WireRange, orAt: boolean): boolean {
  const order = range.row - from.row || range.column - from.column;
  return range.sheetId !== from.sheetId || order > 0 || (orAt && order === 0);
}
