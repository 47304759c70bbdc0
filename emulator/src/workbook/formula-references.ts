/** Rewrites the cell references inside a formula when cells move, and when a formula is copied. */
import { columnLetters, columnNumber, quoteSheetName } from './a1';
import { areaContains } from './protection';
import { shiftSpan, type Shift } from './structure';
import type { Area } from './types';

/** Strings are skipped; a reference may carry a sheet name; names followed by `(` are functions. */
const PARTS =
  /"(?:[^"]|"")*"|(?<sheet>(?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?(?<![\w.$])(?<first>\$?[A-Za-z]{1,3}\$?\d+|\$?[A-Za-z]{1,3}(?=:)|\$?\d+(?=:\$?\d))(?::(?<last>\$?[A-Za-z]{1,3}\$?\d+|\$?[A-Za-z]{1,3}|\$?\d+))?(?![\w(!])/g;

interface Corner {
  readonly column: number | undefined;
  readonly row: number | undefined;
  readonly fixedColumn: boolean;
  readonly fixedRow: boolean;
}

const LOST = '#REF!';

function parseCorner(text: string): Corner {
  const match = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/.exec(text);
  const [, dollar = '', letters = '', rowDollar = '', digits = ''] = match ?? [];
  return {
    column: letters ? columnNumber(letters) : undefined,
    row: digits ? Number(digits) : undefined,
    fixedColumn: letters !== '' && dollar !== '',
    fixedRow: rowDollar !== '' || (letters === '' && dollar !== ''),
  };
}

function writeCorner({ column, row, fixedColumn, fixedRow }: Corner): string {
  const letters = column === undefined ? '' : `${fixedColumn ? '$' : ''}${columnLetters(column)}`;
  return row === undefined ? letters : `${letters}${fixedRow ? '$' : ''}${row}`;
}

/** Replaces each reference; `sheet` is the name it carries, unquoted. */
function replaceReferences(
  formula: string,
  replace: (
    first: Corner,
    last: Corner | undefined,
    sheet: string | undefined,
  ) => string | { readonly whole: string } | undefined,
): string {
  return formula.replace(PARTS, (whole: string, ...rest: unknown[]) => {
    const { sheet, first, last } = rest[rest.length - 1] as Record<
      'sheet' | 'first' | 'last',
      string | undefined
    >;
    if (first === undefined) return whole;
    const replaced = replace(
      parseCorner(first),
      last === undefined ? undefined : parseCorner(last),
      unquote(sheet),
    );
    if (typeof replaced === 'object') return replaced.whole;
    return replaced === undefined ? whole : replaced === LOST ? LOST : `${sheet ?? ''}${replaced}`;
  });
}

function unquote(prefix: string | undefined): string | undefined {
  if (prefix === undefined) return undefined;
  const name = prefix.slice(0, -1);
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/** After a shift on `changed`; `own` is the sheet where the formula stands. */
export function shiftReferences(formula: string, own: string, changed: string, shift: Shift): string {
  const axis = shift.axis;
  return replaceReferences(formula, (first, last, sheet) => {
    if ((sheet ?? own) !== changed) return undefined;
    const start = first[axis];
    const end = last ? last[axis] : start;
    if (start === undefined) return undefined;
    // `A2:A` is open below: only its start moves.
    const span = shiftSpan(start, end ?? start, shift);
    if (!span) return LOST;
    const newFirst = writeCorner({ ...first, [axis]: span[0] });
    if (!last) return newFirst;
    return `${newFirst}:${writeCorner(end === undefined ? last : { ...last, [axis]: span[1] })}`;
  });
}

/** As copying does: references without `$` move by the distance. */
export function offsetReferences(formula: string, rows: number, columns: number): string {
  const move = (corner: Corner): Corner => ({
    ...corner,
    row: corner.row === undefined || corner.fixedRow ? corner.row : corner.row + rows,
    column: corner.column === undefined || corner.fixedColumn ? corner.column : corner.column + columns,
  });
  const outside = ({ row, column }: Corner): boolean => (row ?? 1) < 1 || (column ?? 1) < 1;
  return replaceReferences(formula, (first, last) => {
    const corners = [first, ...(last ? [last] : [])].map(move);
    return corners.some(outside) ? LOST : corners.map(writeCorner).join(':');
  });
}

/** Simple names need no quotes; what looks like a cell does. */
function sheetPrefix(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name) ? name : quoteSheetName(name);
}

export function renameSheetReferences(formula: string, before: string, after: string): string {
  return formula.replace(
    /"(?:[^"]|"")*"|('(?:[^']|'')+'|[A-Za-z_][\w.]*)!/g,
    (whole: string, name?: string) =>
      name !== undefined && unquote(`${name}!`) === before
        ? `${name.startsWith("'") ? quoteSheetName(after) : sheetPrefix(after)}!`
        : whole,
  );
}

type SheetArea = readonly [sheet: string, area: Area];

/** As cutting does: references into the moved block point to where it went. Ranges that it only touches stay. */
export function moveReferences(formula: string, own: string, from: SheetArea, to: SheetArea): string {
  const [fromSheet, area] = from;
  const [toSheet, target] = to;
  const move = (corner: Corner): Corner => ({
    ...corner,
    row: corner.row === undefined ? undefined : corner.row + target.row - area.row,
    column: corner.column === undefined ? undefined : corner.column + target.column - area.column,
  });
  const inside = ({ row, column }: Corner): boolean =>
    row !== undefined && column !== undefined && areaContains(area, { row, column, rows: 1, columns: 1 });
  return replaceReferences(formula, (first, last, sheet) => {
    const corners = [first, ...(last ? [last] : [])];
    if ((sheet ?? own) !== fromSheet || !corners.every(inside)) return undefined;
    const text = corners.map(move).map(writeCorner).join(':');
    return (sheet ?? own) === toSheet
      ? text
      : { whole: toSheet === own ? text : `${sheetPrefix(toSheet)}!${text}` };
  });
}
