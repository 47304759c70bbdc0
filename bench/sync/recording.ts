/**
 * What a tracker writes into its tables, row by row, taken down by triggers in its database. The raw loop then writes the very
 * same rows, whatever tables and columns the tracker has by then.
 */
import BetterSqlite3 from 'better-sqlite3';

export interface RowWrite {
  readonly table: string;
  readonly kind: 'insert' | 'update' | 'delete';
  /** All values in the order of the columns; of a deleted row, those it had. */
  readonly row: readonly (string | number | null)[];
}

export interface Column {
  readonly name: string;
  readonly isKey: boolean;
  /** Whether any recorded update changed it. */
  readonly changes: boolean;
}

type StoredWrite = Omit<RowWrite, 'row'> & { readonly row: string };

/** Prepares a tracker's database; the tracker must not be running. */
export function beginRecording(file: string): void {
  const database = new BetterSqlite3(file);
  const tables = database
    .prepare<[], string>(
      "select name from sqlite_schema where type = 'table' and name not like '%sqlite_%' and name not like 'kysely_%'",
    )
    .pluck()
    .all();
  database.exec(
    'create table recorded (place integer primary key, name text, kind text, row text, before text)',
  );
  for (const table of tables) database.exec(triggersOf(table, columnNames(database, table)));
  database.close();
}

function triggersOf(table: string, columns: readonly string[]): string {
  const values = (row: 'new' | 'old'): string =>
    `json_array(${columns.map((name) => `${row}."${name}"`).join(', ')})`;
  const trigger = (kind: RowWrite['kind'], row: string, before: string): string =>
    `create trigger "recorded_${kind}_${table}" after ${kind} on "${table}" begin
       insert into recorded (name, kind, row, before) values ('${table}', '${kind}', ${row}, ${before}); end;`;
  return [
    trigger('insert', values('new'), 'null'),
    trigger('update', values('new'), values('old')),
    trigger('delete', values('old'), 'null'),
  ].join('\n');
}

function columnNames(database: BetterSqlite3.Database, table: string): string[] {
  return database.prepare<[string], string>('select name from pragma_table_info(?)').pluck().all(table);
}

export class Recording {
  readonly #database: BetterSqlite3.Database;

  constructor(file: string) {
    this.#database = new BetterSqlite3(file, { readonly: true });
  }

  /** @returns how many writes there are so far; also while the tracker runs */
  length(): number {
    return (
      this.#database.prepare<[], number>('select coalesce(max(place), 0) from recorded').pluck().get() ?? 0
    );
  }

  /** The writes after the first `from`, up to and with number `to`, as they happened. */
  writes(from: number, to: number): RowWrite[] {
    return this.#database
      .prepare<[number, number], StoredWrite>(
        'select name as "table", kind, row from recorded where place > ? and place <= ? order by place',
      )
      .all(from, to)
      .map((write) => ({ ...write, row: JSON.parse(write.row) as RowWrite['row'] }));
  }

  tables(): string[] {
    return this.#database.prepare<[], string>('select distinct name from recorded').pluck().all();
  }

  columns(table: string): Column[] {
    const isKey = this.#database
      .prepare<[string], { name: string; isKey: number }>(
        'select name, pk > 0 as isKey from pragma_table_info(?)',
      )
      .all(table);
    const changed = this.#database
      .prepare<[string, string, string], number>(
        `select exists (select 1 from recorded where name = ? and kind = 'update'
           and json_extract(before, ?) is not json_extract(row, ?))`,
      )
      .pluck();
    return isKey.map((column, index) => {
      const place = `$[${index}]`;
      return {
        name: column.name,
        isKey: column.isKey === 1,
        changes: changed.get(table, place, place) === 1,
      };
    });
  }

  close(): void {
    this.#database.close();
  }
}
