/**
 * Group commit for SQLite: writes that wait at the same moment share one transaction, and so one wait for the disk. Each sees what those
 * before it wrote, and is answered after the commit.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { ChangeBus } from '../live/change-bus';
import { SharedTransaction, type Outcome, type Work } from './shared-transaction';
import { connectionsOf, type SqliteConnection } from './sqlite-connections';
import type { Database } from './tables';

/** A round ends after so many writes: nobody else is served meanwhile. */
const MOST_WRITES = 64;
/** How often it is looked for somebody else while fewer are there than last time: those who were answered then soon come again. */
const LOOKS = 4;

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
  readonly #transaction: SharedTransaction;
  readonly #waiting: Waiting[] = [];
  #lastRound = 0;
  #isRunning = false;

  constructor(db: Kysely<Database>, writer: SqliteConnection) {
    this.#transaction = new SharedTransaction(db, writer);
  }

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
      await this.#gather();
      await this.#round(this.#waiting.splice(0, MOST_WRITES));
    }
    this.#isRunning = false;
  }

  /** Until nobody else comes at once: each that comes along saves a wait for the disk. Who writes alone is looked past once. */
  async #gather(): Promise<void> {
    let inVain = 0;
    do {
      const known = this.#waiting.length;
      await breathe();
      inVain = this.#waiting.length > known ? 0 : inVain + 1;
    } while (this.#waiting.length < MOST_WRITES && inVain < this.#looks());
  }

  #looks(): number {
    return this.#waiting.length < this.#lastRound ? LOOKS : 1;
  }

  async #round(writes: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#transaction.run(writes.map(({ work }) => work));
      this.#lastRound = outcomes.length;
      settle(writes, outcomes);
      this.#waiting.unshift(...writes.slice(outcomes.length));
    } catch (error) {
      // Nothing of the round was kept, so nobody's write was done, whatever it had come to.
      for (const { reject } of writes) reject(error);
    }
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
