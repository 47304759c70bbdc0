/** Lays a table out as a leads tab: the six columns first, then every other column of the file as it was. */
import { FIELDS, type Field } from './fields';
import { isBlank } from './find-header-row';
import type { ColumnMatches } from './match-columns';
import { nameExtraColumns, type ExtraColumn } from './name-extra-columns';
import type { Table } from './take-table';

export interface Layout {
  readonly header: string[];
  readonly rows: string[][];
  readonly extras: readonly ExtraColumn[];
  /** Columns of the file with neither a header nor a value. */
  readonly emptyColumns: number;
}

export function layOutSheet(table: Table, matches: ColumnMatches): Layout {
  const others = otherColumns(table, matches);
  const kept = others.filter((column) => !isEmptyColumn(table, column));
  const extras = nameExtraColumns(table.header, kept);
  return {
    header: [...FIELDS, ...extras.map(({ name }) => name)],
    rows: table.rows.map((cells, index) => [
      ...FIELDS.map(
        (field) => fieldValue(field, matches, cells) ?? (field === 'id' ? madeId(index, table) : ''),
      ),
      ...kept.map((column) => cells[column] ?? ''),
    ]),
    extras,
    emptyColumns: others.length - kept.length,
  };
}

/** `L-0001` for the first row, with as many digits as the last one needs and at least four. */
export function madeId(index: number, { rows }: Pick<Table, 'rows'>): string {
  const digits = Math.max(4, String(rows.length).length);
  return `L-${String(index + 1).padStart(digits, '0')}`;
}

/** A column that became a field is not repeated; the two parts of a name stay. */
function otherColumns({ header }: Table, matches: ColumnMatches): number[] {
  const used = [...matches.values()]
    .filter(({ columns }) => columns.length === 1)
    .flatMap(({ columns }) => columns);
  return [...header.keys()].filter((column) => !used.includes(column));
}

function isEmptyColumn({ header, rows }: Table, column: number): boolean {
  return header[column] === '' && rows.every((cells) => isBlank(cells[column] ?? ''));
}

function fieldValue(field: Field, matches: ColumnMatches, cells: readonly string[]): string | undefined {
  const parts = matches.get(field)?.columns.map((column) => (cells[column] ?? '').trim());
  return parts?.filter((part) => part !== '').join(' ');
}
