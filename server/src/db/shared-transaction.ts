/**
 * One SQLite transaction for the writes of several people: an error of one takes back that one alone. First they are tried without
 * savepoints, which cost a tenth of a write; only when one fails after it has changed something, which is rare, all are done again with a
 * savepoint for each.
 */
import type { Kysely, Transaction } from 'kysely';
import { rememberTransaction, type SqliteConnection, type Statement } from './sqlite-connections';
import type { Database } from './tables';

/** A round ends once it has taken so long: nobody else is served meanwhile. */
const LONGEST_MS = 25;

/** It may be called again after what it did was undone, and awaits nothing but its transaction: all others would wait with it. */
export type Work<T> = (transaction: Transaction<Database>) => Promise<T>;

/** What a write came to, held back until the commit. */
export type Outcome =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** A write failed and left changes behind that only a savepoint could have taken back. */
class NeedsSavepoints extends Error {}

export class SharedTransaction {
  readonly #db: Kysely<Database>;
  readonly #writer: SqliteConnection;
  readonly #changes: Statement;

  constructor(db: Kysely<Database>, writer: SqliteConnection) {
    this.#db = db;
    this.#writer = writer;
    this.#changes = writer.database.prepare<unknown[]>('select total_changes()').pluck();
  }

  /**
   * @returns what came of them, after the commit: of the first ones, as many as there was time for
   * @throws when nothing of them was kept
   */
  async run(works: readonly Work<unknown>[]): Promise<Outcome[]> {
    try {
      return await this.#transact(works, (work, transaction) => this.#carryOutPlainly(work, transaction));
    } catch (error) {
      if (!(error instanceof NeedsSavepoints)) throw error;
      if (works.length === 1) throw error.cause;
      return this.#transact(works, (work, transaction) => this.#carryOutApart(work, transaction));
    }
  }

  #transact(
    works: readonly Work<unknown>[],
    carryOut: (work: Work<unknown>, transaction: Transaction<Database>) => Promise<Outcome>,
  ): Promise<Outcome[]> {
    return this.#db.transaction().execute(async (transaction) => {
      const outcomes: Outcome[] = [];
      const end = performance.now() + LONGEST_MS;
      const forget = rememberTransaction(transaction, this.#writer);
      try {
        for (const work of works) {
          outcomes.push(await carryOut(work, transaction));
          if (performance.now() > end) break;
        }
      } finally {
        forget();
      }
      return outcomes;
    });
  }

  /** @throws NeedsSavepoints when the write has failed after its first change; most are refused before */
  async #carryOutPlainly(work: Work<unknown>, transaction: Transaction<Database>): Promise<Outcome> {
    const before = this.#changes.get();
    try {
      return { ok: true, value: await work(transaction) };
    } catch (error) {
      if (!this.#writer.database.inTransaction) throw error;
      if (this.#changes.get() !== before) throw new NeedsSavepoints('', { cause: error });
      return { ok: false, error };
    }
  }

  /** @throws the error when SQLite has ended the whole transaction, as on a full disk */
  async #carryOutApart(work: Work<unknown>, transaction: Transaction<Database>): Promise<Outcome> {
    this.#do('savepoint one_write');
    try {
      const value = await work(transaction);
      this.#do('release one_write');
      return { ok: true, value };
    } catch (error) {
      if (!this.#writer.database.inTransaction) throw error;
      this.#do('rollback to one_write');
      this.#do('release one_write');
      return { ok: false, error };
    }
  }

  #do(command: string): void {
    this.#writer.prepare(command).run();
  }
}
