/** The PostgreSQL database that a tracker moves into: everything happens in one transaction, so that it is there as a whole or not at all. */
import { sql, type Kysely } from 'kysely';
import type { PostgresAddress } from '../db/database-address';
import { migrateToLatest } from '../db/migrate';
import { openUnlimited } from '../db/open-postgres';
import { readMove, writeMove } from '../db/move-marker';
import type { Database } from '../db/tables';
import { StartError } from '../errors';
import { Checksum } from './checksum';
import type { Row, SourceTable } from './source';

const ROWS_PER_STATEMENT = 500;

export class Target {
  readonly #db: Kysely<Database>;

  private constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** One connection for all: if it breaks, everything after fails, and the server undoes what was begun. */
  static async use<T>(address: PostgresAddress, work: (target: Target) => Promise<T>): Promise<T> {
    const pool = openUnlimited(address);
    try {
      return await pool.connection().execute((db) => work(new Target(db)));
    } finally {
      await pool.destroy();
    }
  }

  /** @returns the move that a copy in here is waiting for; null when there is none */
  unfinishedMove(): Promise<string | null> {
    return readMove(this.#db);
  }

  /** Begins the transaction. @throws StartError when it holds anything but an unfinished copy. The tables stay locked until the end. */
  async takeEmpty(tables: readonly SourceTable[]): Promise<void> {
    await sql`begin`.execute(this.#db);
    await migrateToLatest(this.#db, { inTransaction: true });
    const names = tables.map(({ name }) => name);
    await sql.raw(`lock table ${names.join(', ')}, markers in access exclusive mode`).execute(this.#db);
    if ((await this.unfinishedMove()) === null) await this.#refuseContent(names);
    for (const name of [...names].reverse()) await sql.raw(`delete from ${name}`).execute(this.#db);
  }

  /** A database that was only ever opened holds the default workspace and an unused counter. */
  async #refuseContent(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const used = name === 'change_feed' ? 'where last_change > 0' : '';
      const limit = name === 'workspaces' ? 1 : 0;
      const { rows } = await sql<{
        n: number;
      }>`select count(*) as n from ${sql.table(name)} ${sql.raw(used)}`.execute(this.#db);
      if ((rows[0]?.n ?? 0) > limit) throw notEmpty();
    }
  }

  /** @param progress is told how many rows have been written so far */
  async copy(table: SourceTable, rows: Iterable<Row>, progress: (rows: number) => void): Promise<Checksum> {
    const checksum = new Checksum();
    let batch: Row[] = [];
    const flush = async () => {
      await this.#insert(table, batch);
      batch = [];
      progress(checksum.rows);
    };
    for (const row of rows) {
      checksum.add(table.columns.map((column) => row[column]));
      batch.push(row);
      if (batch.length === ROWS_PER_STATEMENT) await flush();
    }
    if (batch.length > 0) await flush();
    return checksum;
  }

  /** As JSON, so that one statement holds any number of rows and the columns find their types by name. */
  async #insert({ name, columns }: SourceTable, rows: readonly Row[]): Promise<void> {
    const list = sql.join(columns.map((column) => sql.ref(column)));
    await sql`insert into ${sql.table(name)} (${list}) select ${list}
      from json_populate_recordset(null::${sql.table(name)}, ${JSON.stringify(rows)}::json)`.execute(
      this.#db,
    );
  }

  /** What the database gives back of it. */
  async checksumOf({ name, columns }: SourceTable): Promise<Checksum> {
    const checksum = new Checksum();
    await sql
      .raw(`declare written no scroll cursor for select ${columns.join(', ')} from ${name}`)
      .execute(this.#db);
    for (;;) {
      const { rows } = await sql.raw<Row>(`fetch ${ROWS_PER_STATEMENT} from written`).execute(this.#db);
      if (rows.length === 0) break;
      for (const row of rows) checksum.add(columns.map((column) => row[column]));
    }
    await sql`close written`.execute(this.#db);
    return checksum;
  }

  /** The copy is there, but no tracker starts on it before `confirm`: the source may still be in use. */
  async commit(move: string): Promise<void> {
    // Nobody has counted the rows yet, and plans made without that are slow.
    await sql`analyze`.execute(this.#db);
    await writeMove(this.#db, move);
    await sql`commit`.execute(this.#db);
  }

  async confirm(): Promise<void> {
    await writeMove(this.#db, null);
  }
}

function notEmpty(): StartError {
  return new StartError(
    'bad_setting',
    'The PostgreSQL database is not empty: a tracker has used it. Name an empty one; nothing was changed in it.',
  );
}
