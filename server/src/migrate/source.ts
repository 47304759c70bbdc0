/** The SQLite file that is moved: which tables hold its content, and their rows as they stood when nobody could write any more. */
import BetterSqlite3 from 'better-sqlite3';
import { abandonMove, beginMove, extendMove, markMoved, type MovedTo } from '../db/move-barrier';

/** Well below the lease of the barrier, in milliseconds. */
const EXTEND_EVERY_MS = 2_000;

export interface SourceTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

export type Row = Readonly<Record<string, unknown>>;

/** A file on which nobody else writes from the moment it is taken until it is given back, or marked as moved. */
export class TakenSource {
  readonly tables: readonly SourceTable[];
  readonly #writer: BetterSqlite3.Database;
  readonly #reader: BetterSqlite3.Database;
  readonly #names: readonly string[];
  readonly #version: number;
  readonly #timer: NodeJS.Timeout;

  constructor(path: string) {
    this.#writer = new BetterSqlite3(path, { timeout: 5_000 });
    this.#writer.pragma('synchronous = FULL');
    this.#names = contentTables(this.#writer);
    beginMove(this.#writer, this.#names);
    this.#version = this.#dataVersion();
    this.#timer = setInterval(() => extendMove(this.#writer), EXTEND_EVERY_MS);
    this.#reader = new BetterSqlite3(path, { readonly: true });
    this.#reader.exec('begin');
    this.tables = this.#names.map((name) => ({
      name,
      columns: this.#reader.prepare(`select name from pragma_table_info(?)`).pluck().all(name) as string[],
      rows: this.#reader.prepare(`select count(*) from ${name}`).pluck().get() as number,
    }));
  }

  *rowsOf({ name, columns }: SourceTable): IterableIterator<Row> {
    yield* this.#reader.prepare<[], Row>(`select ${columns.join(', ')} from ${name}`).iterate();
  }

  /**
   * Marks the file as moved, and makes that final only after the target has been.
   * @returns false when somebody has written after all, e.g. because this process stood still for longer than the lease; then nothing has been done
   */
  async finish(to: MovedTo, commitTarget: () => Promise<void>): Promise<boolean> {
    clearInterval(this.#timer);
    this.#writer.exec('begin immediate');
    try {
      if (this.#dataVersion() !== this.#version) return false;
      markMoved(this.#writer, this.#names, to);
      await commitTarget();
      this.#writer.exec('commit');
      return true;
    } finally {
      if (this.#writer.inTransaction) this.#writer.exec('rollback');
    }
  }

  /** @param moved whether it was marked as moved; otherwise everybody may write again */
  close(moved: boolean): void {
    clearInterval(this.#timer);
    this.#reader.close();
    if (!moved) abandonMove(this.#writer, this.#names);
    this.#writer.close();
  }

  /** Another number after each commit of another connection; the reader makes none. */
  #dataVersion(): number {
    return this.#writer.pragma('data_version', { simple: true }) as number;
  }
}

/** All but SQLite's own, the migrations' and the markers; tables that refer to others come after them. */
function contentTables(connection: BetterSqlite3.Database): string[] {
  const listed = connection
    .prepare(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'
       and name not like 'kysely\\_%' escape '\\' and name <> 'markers' order by name`,
    )
    .pluck()
    .all() as string[];
  const refers = (table: string) => (connection.pragma(`foreign_key_list(${table})`) as unknown[]).length > 0;
  return [...listed.filter((table) => !refers(table)), ...listed.filter(refers)];
}
