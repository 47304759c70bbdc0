/** Methods of Range that clear, copy, move and sort, and what hangs on a range: checkboxes, protection, search, tags. */
import type { EnumValue } from '../facade';
import {
  a,
  anything,
  exception,
  flag,
  integer,
  list,
  requireSignature,
  signatureError,
  text,
} from '../signature';
import { FilterFacade } from './filter';
import { HOST, RANGE, sheetIdOf, toCell, whole, wireOf } from './handle';
import { addDeveloperMetadata, DeveloperMetadataFinderFacade, listDeveloperMetadata } from './metadata';
import { ProtectionFacade } from './protection';
import type { RangeFacade } from './range';
import { aRange } from './range-places';
import { onRange } from './range-values';
import { TextFinderFacade } from './text-finder';

type Range = GoogleAppsScript.Spreadsheet.Range;

/** Options of Range.clear; without any true one, everything but notes goes, as on the platform. */
interface ClearFlags {
  readonly contentsOnly?: boolean | undefined;
  readonly formatOnly?: boolean | undefined;
  readonly commentsOnly?: boolean | undefined;
  readonly validationsOnly?: boolean | undefined;
}

export function clearOptions(flags: ClearFlags = {}) {
  const { contentsOnly = false, formatOnly = false, commentsOnly = false, validationsOnly = false } = flags;
  const all = !(contentsOnly || formatOnly || commentsOnly || validationsOnly);
  return {
    contents: all || contentsOnly,
    formats: all || formatOnly,
    notes: commentsOnly,
    rules: all || validationsOnly,
  };
}

interface SortKey {
  readonly column: number;
  readonly ascending: boolean;
}

/** A column, `{column, ascending}`, or an array of either; columns are the sheet's, 1-based. */
function sortKeys(spec: unknown, range: RangeFacade): SortKey[] {
  if (Array.isArray(spec)) return spec.flatMap((part) => sortKeys(part, range));
  if (typeof spec === 'number') return [{ column: whole(spec), ascending: true }];
  const { column, ascending = true } = (spec ?? {}) as { column?: unknown; ascending?: unknown };
  if (typeof column !== 'number') throw signatureError('SpreadsheetApp.Range.sort', [spec]);
  return [{ column: whole(column), ascending: ascending !== false }];
}

/** Calls the host and gives the range back, as setters do. */
function done(range: RangeFacade, method: string, ...args: readonly unknown[]): RangeFacade {
  onRange(range, method, ...args);
  return range;
}

/** The names of old for copying to a sheet: its id or itself, then columns and rows from and to. */
function copyInto(range: RangeFacade, method: string, kind: string, args: readonly unknown[]): void {
  const place = [integer, integer, integer, integer];
  const signatures = [[integer, ...place], [a('SpreadsheetApp.Sheet'), ...place]] as const; // prettier-ignore
  requireSignature(`SpreadsheetApp.Range.${method}`, args, ...signatures.map((one) => [...one]));
  const sheetId = typeof args[0] === 'number' ? args[0] : sheetIdOf(args[0]);
  const [column, columnEnd, row, rowEnd] = args.slice(1).map(whole) as [number, number, number, number];
  const target = { sheetId, row, column, rows: rowEnd - row + 1, columns: columnEnd - column + 1 };
  onRange(range, 'copyTo', target, kind, false);
}

export const rangeActions = {
  clear(flags?: ClearFlags) {
    return done(this, 'clear', clearOptions(flags));
  },
  clearContent() {
    return done(this, 'clearContent');
  },
  clearFormat() {
    return done(this, 'clearFormat');
  },
  clearNote() {
    return done(this, 'clearNote');
  },
  clearDataValidations() {
    return done(this, 'clearDataValidations');
  },
  copyTo(...args: unknown[]) {
    const kind = a('SpreadsheetApp.CopyPasteType');
    requireSignature('SpreadsheetApp.Range.copyTo', args, [aRange], [aRange, anything], [aRange, kind, flag]);
    const [target, second, transposed] = args as [
      Range,
      EnumValue | { contentsOnly?: boolean } | undefined,
      boolean?,
    ];
    const options =
      args.length === 2 ? (second as { contentsOnly?: boolean; formatOnly?: boolean }) : undefined;
    const named = args.length === 3 ? (second as EnumValue).name() : undefined;
    const pasted = options?.contentsOnly
      ? 'PASTE_VALUES'
      : options?.formatOnly
        ? 'PASTE_FORMAT'
        : 'PASTE_NORMAL';
    onRange(this, 'copyTo', wireOf(target), named ?? pasted, transposed ?? false);
  },
  copyValuesToRange(...args: unknown[]) {
    copyInto(this, 'copyValuesToRange', 'PASTE_VALUES', args);
  },
  copyFormatToRange(...args: unknown[]) {
    copyInto(this, 'copyFormatToRange', 'PASTE_FORMAT', args);
  },
  autoFill(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.autoFill', args, [aRange, a('SpreadsheetApp.AutoFillSeries')]);
    if ((args[1] as EnumValue).name() !== 'DEFAULT_SERIES')
      throw new Error('Range.autoFill with ALTERNATE_SERIES is not implemented by this emulator');
    onRange(this, 'autoFill', wireOf(args[0]));
  },
  moveTo(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.moveTo', args, [aRange]);
    onRange(this, 'moveTo', wireOf(args[0]));
  },
  sort(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.sort', args, [anything]);
    return done(this, 'sort', sortKeys(args[0], this));
  },
  removeDuplicates(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.removeDuplicates', args, [], [list]);
    return done(this, 'removeDuplicates', ((args[0] ?? []) as unknown[]).map(whole));
  },
  trimWhitespace() {
    return done(this, 'trimWhitespace');
  },
  activate() {
    return done(this, 'activate');
  },
  activateAsCurrentCell() {
    if (this[RANGE].rows !== 1 || this[RANGE].columns !== 1)
      throw exception('The range must be a single cell.');
    return done(this, 'activate');
  },
  insertCheckboxes(...values: unknown[]) {
    return done(this, 'insertCheckboxes', values.map(toCell));
  },
  removeCheckboxes() {
    return done(this, 'removeCheckboxes');
  },
  isChecked() {
    return onRange(this, 'isChecked') as boolean | null;
  },
  check() {
    return done(this, 'check');
  },
  uncheck() {
    return done(this, 'uncheck');
  },
  protect() {
    return new ProtectionFacade(this[HOST], onRange(this, 'protect') as number);
  },
  getFilter() {
    return onRange(this, 'getFilter') ? new FilterFacade(this[HOST], this[RANGE].sheetId) : null;
  },
  createFilter() {
    onRange(this, 'createFilter');
    return new FilterFacade(this[HOST], this[RANGE].sheetId);
  },
  canEdit() {
    return onRange(this, 'canEdit') as boolean;
  },
  createTextFinder(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.createTextFinder', args, [text]);
    return new TextFinderFacade(this[HOST], String(args[0]), [this[RANGE]]);
  },
  addDeveloperMetadata(...args: unknown[]) {
    addDeveloperMetadata(this[HOST], 'Range', { range: this[RANGE] }, args);
    return this;
  },
  getDeveloperMetadata() {
    return listDeveloperMetadata(this[HOST], 'Range', { range: this[RANGE] });
  },
  createDeveloperMetadataFinder() {
    return new DeveloperMetadataFinderFacade(this[HOST], { range: this[RANGE] });
  },
} satisfies Partial<Range> & ThisType<RangeFacade>;
