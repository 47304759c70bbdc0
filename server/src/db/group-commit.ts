/**
 * Group commit for SQLite: writes that wait at the same moment share one transaction, and so one wait for the disk. Each has a
 * savepoint of its own, sees what those before it wrote, and is answered after the commit.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { ChangeBus } from '../live/change-bus';
import { connectionsOf, rememberTransaction, type SqliteConnection } from './sqlite-connections';
import type { Database } from './tables';

/** A round ends after so many writes, or once they have taken so long: nobody else is served meanwhile. */
const MOST_WRITES = 64;
const LONGEST_MS = 25;

export type Work<T> = (transaction: Transaction<Database>) => Promise<T>;

/** Who is to hear of a write. */
export interface Audience {
  readonly bus: ChangeBus;
  readonly workspace: string;
}

export interface Committed<T> {
  readonly result: T;
  /** The first of its round with this audience: one announcement is enough for all of them. */
  readonly isToBeAnnounced: boolean;
}

interface Waiting {
  readonly audience: Audience;
  readonly work: Work<unknown>;
  readonly resolve: (committed: Committed<unknown>) => void;
  readonly reject: (error: unknown) => void;
}

/** What a write came to, held back until the commit. */
type Outcome =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

const groups = new WeakMap<Kysely<Database>, GroupCommit>();

/** @returns undefined for PostgreSQL, which commits the transactions of several connections together by itself */
export function groupCommitOf(db: Kysely<Database>): GroupCommit | undefined {
  const writer = connectionsOf(db)?.writer;
  if (writer === undefined) return undefined;
  const group = groups.get(db) ?? new GroupCommit(db, writer);
  groups.set(db, group);
  return group;
}

export class GroupCommit {
  readonly #db: Kysely<Database>;
  readonly #writer: SqliteConnection;
  readonly #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(db: Kysely<Database>, writer: SqliteConnection) {
    this.#db = db;
    this.#writer = writer;
  }

  /** @param work awaits nothing but its transaction: all others would wait with it */
  write<T>(audience: Audience, work: Work<T>): Promise<Committed<T>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ audience, work, resolve: resolve as Waiting['resolve'], reject });
      void this.#run();
    });
  }

  /** Between rounds other requests are read, so that the next round is of all that have come meanwhile. */
  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      await breathe();
      await this.#round(this.#waiting.splice(0, MOST_WRITES));
    }
    this.#isRunning = false;
  }

  async #round(writes: readonly Waiting[]): Promise<void> {
    const outcomes: Outcome[] = [];
    try {
      await this.#db.transaction().execute((transaction) => this.#carryOutAll(transaction, writes, outcomes));
    } catch (error) {
      // Nothing of the round was kept, so nobody's write was done, whatever it had come to.
      for (const { reject } of writes) reject(error);
      return;
    }
    settle(writes, outcomes);
    this.#waiting.unshift(...writes.slice(outcomes.length));
  }

  async #carryOutAll(
    transaction: Transaction<Database>,
    writes: readonly Waiting[],
    outcomes: Outcome[],
  ): Promise<void> {
    const end = performance.now() + LONGEST_MS;
    const forget = rememberTransaction(transaction, this.#writer);
    try {
      for (const { work } of writes) {
        outcomes.push(
          writes.length === 1
            ? { ok: true, value: await work(transaction) }
            : await this.#carryOut(transaction, work),
        );
        if (performance.now() > end) return;
      }
    } finally {
      forget();
    }
  }

  /** An error takes back this write alone. @throws it when SQLite has ended the whole transaction, as on a full disk */
  async #carryOut(transaction: Transaction<Database>, work: Work<unknown>): Promise<Outcome> {
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

/** In the order in which they came; those whose turn did not come stay as they are. */
function settle(writes: readonly Waiting[], outcomes: readonly Outcome[]): void {
  const told = new Map<ChangeBus, Set<string>>();
  outcomes.forEach((outcome, place) => {
    const { audience, resolve, reject } = writes[place] as Waiting;
    if (!outcome.ok) return reject(outcome.error);
    const workspaces = told.get(audience.bus) ?? new Set();
    told.set(audience.bus, workspaces);
    resolve({ result: outcome.value, isToBeAnnounced: !workspaces.has(audience.workspace) });
    workspaces.add(audience.workspace);
  });
}
