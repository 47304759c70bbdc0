/** Says in plain sentences which columns were used and what became of the others and of the ids. */
import { count, list, quoted } from './describe-reading';
import { FIELDS, type Field } from './fields';
import { madeId, type Layout } from './lay-out-sheet';
import type { ColumnMatches } from './match-columns';
import type { ExtraColumn } from './name-extra-columns';
import type { Table } from './take-table';

export function describeColumns({ header }: Table, matches: ColumnMatches): string[] {
  const from = (field: Field): string => `${field} from ${quotedColumns(field, header, matches)}`;
  const guessed = FIELDS.filter((field) => matches.get(field)?.typo);
  const missing = FIELDS.filter((field) => field !== 'id' && field !== 'task_id' && !matches.has(field));
  return [
    `Columns: ${FIELDS.filter((field) => matches.has(field))
      .map(from)
      .join(', ')}.`,
    guessed.length > 0 && `Taken for a misspelt header: ${guessed.map(from).join(', ')}.`,
    missing.length > 0 && `No column for ${missing.join(', ')}: left blank.`,
  ].filter((notice) => notice !== false);
}

export function describeExtras({ extras, emptyColumns }: Layout): string[] {
  const renamed = extras.filter(({ header, name }) => header !== name).map(renaming);
  return [
    renamed.length > 0 && `Kept under another name: ${list(renamed)}.`,
    emptyColumns > 0 && `${count(emptyColumns, 'empty column')} without a header left out.`,
  ].filter((notice) => notice !== false);
}

export function describeIds(table: Table, { rows }: Layout, matches: ColumnMatches): string[] {
  if (!matches.has('id')) {
    const [first, last] = [madeId(0, table), madeId(rows.length - 1, table)];
    return [`Ids ${first} to ${last} given in the order of the rows, because the file has no id column.`];
  }
  const ids = rows.map(([id = '']) => id);
  const [blank, shared] = [ids.filter((id) => id === '').length, countShared(ids)];
  return [
    blank > 0 && `${count(blank, 'row')} without an id.`,
    shared > 0 && `${count(shared, 'id')} in more than one row.`,
  ].filter((notice) => notice !== false);
}

function quotedColumns(field: Field, header: readonly string[], matches: ColumnMatches): string {
  const columns = matches.get(field)?.columns ?? [];
  return columns.map((column) => quoted(header[column] ?? '')).join(' + ');
}

function renaming({ position, header, name }: ExtraColumn): string {
  const which = header === '' ? 'without a header' : quoted(header);
  return `column ${position + 1} ${which} as ${quoted(name)}`;
}

function countShared(ids: readonly string[]): number {
  const times = new Map<string, number>();
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
  return [...times].filter(([id, rows]) => id !== '' && rows > 1).length;
}
