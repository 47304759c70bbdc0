/** One exchange with a source: fence, operations, results and the next page of the feed, all in one transaction. */
import type { Kysely, Transaction } from 'kysely';
import type { SyncOperation, SyncReply, SyncResult } from '../contract';
import { readChangeFeed } from '../db/change-feed-repository';
import type { Database } from '../db/tables';
import { ProblemError } from '../errors';
import type { TaskMaker } from '../tasks/stored-task';
import { parse, sentences, type Parsed } from '../validation/parse';
import { applyOperation } from './apply-operation';
import { encodeCursor, readCursor, type Cursor } from './cursor';
import { cutPage, entriesNeeded } from './cut-page';
import { findLastRun, loadWorkingSet, readFeed, saveLastRun, saveWorkingSet } from './repository';
import { operationSchema, type ExchangeRequest } from './schema';

export interface ExchangeDeps {
  readonly db: Kysely<Database>;
  readonly maker: TaskMaker;
}

export type FeedReply = Omit<SyncReply, 'results'>;

/** @throws ProblemError stale_run or cursor_gone; then nothing has been done */
export async function exchange({ db, maker }: ExchangeDeps, request: ExchangeRequest): Promise<SyncReply> {
  const { source, run, operations } = request;
  return begin(db, operations.length === 0).execute(async (transaction) => {
    const lastRun = await findLastRun(transaction, source);
    refuseStaleRun(run, lastRun);
    const cursor = readCursor(request.cursor, await readChangeFeed(transaction));
    const results = operations.length === 0 ? [] : await carryOut(transaction, request, maker);
    if (operations.length > 0 && run !== lastRun) await saveLastRun(transaction, source, run);
    return { results, ...(await nextPage(transaction, request, cursor, results)) };
  });
}

export interface FeedRequest {
  readonly source: string | null;
  readonly cursor: string | null;
  readonly limit: number;
}

/** The feed alone. @throws ProblemError cursor_gone */
export async function readChanges({ db }: ExchangeDeps, request: FeedRequest): Promise<FeedReply> {
  return begin(db, true).execute(async (transaction) => {
    const cursor = readCursor(request.cursor, await readChangeFeed(transaction));
    return nextPage(transaction, request, cursor, []);
  });
}

/** An idle run only reads, and so takes no write lock from the others. */
function begin(db: Kysely<Database>, readOnly: boolean) {
  return db.transaction().setAccessMode(readOnly ? 'read only' : 'read write');
}

function refuseStaleRun(run: number, lastRun: number | null): void {
  if (lastRun === null || run >= lastRun) return;
  throw new ProblemError(
    'stale_run',
    'A later run of this source has been here already. Stop this run; the next one must have a number above last_run. Nothing was changed.',
    { last_run: lastRun },
  );
}

async function carryOut(
  transaction: Transaction<Database>,
  { source, operations }: ExchangeRequest,
  maker: TaskMaker,
): Promise<SyncResult[]> {
  const parsed = operations.map((operation) => parse<SyncOperation>(operationSchema, operation));
  const valid = parsed.flatMap((operation) => (operation.ok ? operation.value : []));
  const set = await loadWorkingSet(transaction, source, valid);
  const results = parsed.map((operation) =>
    operation.ok ? applyOperation(set, operation.value, maker) : reject(operation),
  );
  await saveWorkingSet(transaction, source, set);
  return results;
}

function reject({ errors }: Extract<Parsed<SyncOperation>, { ok: false }>): SyncResult {
  return { outcome: 'rejected', task: null, problem: { code: 'invalid', message: sentences(errors) } };
}

async function nextPage(
  transaction: Transaction<Database>,
  { source, cursor: sent, limit }: FeedRequest,
  cursor: Cursor,
  results: readonly SyncResult[],
): Promise<FeedReply> {
  const given = new Set(results.flatMap((result) => result.task?.id ?? []));
  const wanted = { position: cursor.position, limit, given };
  const page = cutPage(await readFeed(transaction, source, cursor.position, entriesNeeded(wanted)), wanted);
  const next = { epoch: cursor.epoch, position: page.position, full: cursor.full && page.hasMore };
  return {
    changes: page.changes,
    cursor: limit === 0 ? sent : encodeCursor(next),
    has_more: page.hasMore,
    full: cursor.full,
  };
}
