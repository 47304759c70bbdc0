/** The baseline of /sync: better-sqlite3 alone, one transaction a batch, prepared statements, rows ready before the clock starts. */
import BetterSqlite3 from 'better-sqlite3';
import type { Column, Recording, RowWrite } from './recording';

/** As the tracker opens its database. */
const SETTINGS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'wal_autocheckpoint = 4000',
  'secure_delete = ON',
];

type Value = string | number | null;

interface Step {
  readonly statement: BetterSqlite3.Statement<Value[]>;
  readonly values: readonly Value[];
}

interface TableStatements {
  readonly columns: readonly Column[];
  readonly statements: Readonly<Record<RowWrite['kind'], BetterSqlite3.Statement<Value[]> | null>>;
}

export class RawLoop {
  readonly #database: BetterSqlite3.Database;
  readonly #tables: ReadonlyMap<string, TableStatements>;

  /**
   * @param file a tracker's database as it was before the recording
   * @param tables those to write; rows of others are left out
   */
  constructor(file: string, recording: Recording, tables: readonly string[]) {
    this.#database = new BetterSqlite3(file);
    for (const setting of SETTINGS) this.#database.pragma(setting);
    this.#tables = new Map(
      tables.map((table) => [table, prepareTable(this.#database, table, recording.columns(table))]),
    );
  }

  /** @returns milliseconds of the transaction, its commit included */
  write(writes: readonly RowWrite[]): number {
    const steps = writes.flatMap((write) => this.#step(write) ?? []);
    const writeAll = this.#database.transaction(() => {
      for (const { statement, values } of steps) statement.run(...values);
    });
    const started = performance.now();
    writeAll.immediate();
    return performance.now() - started;
  }

  rows(table: string): number {
    return this.#database.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0;
  }

  close(): void {
    this.#database.close();
  }

  #step({ table, kind, row }: RowWrite): Step | null {
    const prepared = this.#tables.get(table);
    const statement = prepared?.statements[kind];
    if (prepared === undefined || statement === undefined || statement === null) return null;
    return { statement, values: bound(kind, prepared.columns, row) };
  }
}

/** An update sets only the columns that ever change, as a careful hand would. */
function prepareTable(
  database: BetterSqlite3.Database,
  table: string,
  columns: readonly Column[],
): TableStatements {
  const quoted = columns.map(({ name }) => `"${name}"`);
  const set = columns.filter(({ changes }) => changes).map(({ name }) => `"${name}" = ?`);
  const where = columns.filter(({ isKey }) => isKey).map(({ name }) => `"${name}" = ?`);
  const prepare = (sql: string) => database.prepare<Value[]>(sql);
  const places = columns.map(() => '?');
  return {
    columns,
    statements: {
      insert: prepare(`insert into "${table}" (${quoted.join(', ')}) values (${places.join(', ')})`),
      update:
        set.length === 0
          ? null
          : prepare(`update "${table}" set ${set.join(', ')} where ${where.join(' and ')}`),
      delete: prepare(`delete from "${table}" where ${where.join(' and ')}`),
    },
  };
}

function bound(kind: RowWrite['kind'], columns: readonly Column[], row: RowWrite['row']): Value[] {
  const keys = row.filter((_value, index) => columns[index]?.isKey);
  switch (kind) {
    case 'insert':
      return [...row];
    case 'update':
      return [...row.filter((_value, index) => columns[index]?.changes), ...keys];
    case 'delete':
      return keys;
  }
}
