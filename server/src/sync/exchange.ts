/** One exchange with a source: fence, operations, results and the next page of the feed, all in one transaction. */
import type { Transaction } from 'kysely';
import type { Author } from '../access/access';
import type { SyncOperation, SyncReply, SyncResult } from '../contract';
import { readChangeFeed } from '../db/change-feed-repository';
import { readTogether, write, type Store } from '../db/store';
import type { Database } from '../db/tables';
import { ProblemError } from '../errors';
import type { TaskMaker } from '../tasks/stored-task';
import { parse, sentences, type Parsed } from '../validation/parse';
import { applyOperation } from './apply-operation';
import { encodeCursor, readCursor, type Cursor } from './cursor';
import { cutPage, entriesNeeded, type FeedPage } from './cut-page';
import { loadWorkingSet, readFeed, saveWorkingSet, type FeedEntry } from './repository';
import { findSource, saveSource } from './source-repository';
import { operationSchema, type ExchangeRequest } from './schema';

export interface ExchangeDeps {
  readonly store: Store;
  readonly maker: TaskMaker;
}

export type FeedReply = Omit<SyncReply, 'results'>;

/** @throws ProblemError stale_run or cursor_gone; then nothing has been done */
export async function exchange(
  { store, maker }: ExchangeDeps,
  { workspace, actor }: Author,
  request: ExchangeRequest,
): Promise<SyncReply> {
  const { source, operations } = request;
  const author: Author = { workspace, actor, origin: { kind: 'sheet', source } };
  // An idle run only reads, and so takes no write lock from the others.
  if (operations.length === 0)
    return readTogether(store, (transaction) => readAndReply(transaction, author, request));
  return write(store, author, (transaction) => carryOutAndReply(transaction, author, request, maker));
}

async function readAndReply(
  transaction: Transaction<Database>,
  { workspace }: Author,
  request: ExchangeRequest,
): Promise<SyncReply> {
  const name = { workspace, source: request.source };
  refuseStaleRun(request.run, (await findSource(transaction, name))?.last_run ?? null);
  const cursor = readCursor(request.cursor, await readChangeFeed(transaction, workspace));
  return { results: [], ...(await nextPage(transaction, workspace, request, cursor)) };
}

async function carryOutAndReply(
  transaction: Transaction<Database>,
  author: Author,
  request: ExchangeRequest,
  maker: TaskMaker,
): Promise<SyncReply> {
  const { source, run, sheet } = request;
  const name = { workspace: author.workspace, source };
  const known = await findSource(transaction, name);
  refuseStaleRun(run, known?.last_run ?? null);
  const cursor = readCursor(request.cursor, await readChangeFeed(transaction, author.workspace));
  const before = await readAhead(transaction, author.workspace, request, cursor);
  const results = await carryOut(transaction, author, request, maker);
  await saveSource(transaction, name, known, { run, sheet });
  const page = await cutAfterwards(transaction, author.workspace, { request, cursor, before, results });
  return { results, ...toReply(page, request, cursor) };
}

/**
 * The feed as it was before the operations: what they change stands in the results, and reading it back would take a tenth of the
 * exchange. Tasks that the operations name are in it as well, hence the length.
 */
function readAhead(
  transaction: Transaction<Database>,
  workspace: string,
  { source, limit, operations }: ExchangeRequest,
  { position }: Cursor,
): Promise<FeedEntry[]> {
  const entries = entriesNeeded({ limit, given: operations.length });
  return readFeed(transaction, { workspace, source }, position, entries);
}

interface Afterwards {
  readonly request: ExchangeRequest;
  readonly cursor: Cursor;
  readonly before: readonly FeedEntry[];
  readonly results: readonly SyncResult[];
}

/** At the end of the former feed follow only changes of this very exchange, which the results have given. */
async function cutAfterwards(
  transaction: Transaction<Database>,
  workspace: string,
  { request: { limit }, cursor: { position }, before, results }: Afterwards,
): Promise<FeedPage> {
  const given = new Set(results.flatMap((result) => result.task?.id ?? []));
  const page = cutPage(before, { position, limit, given });
  if (page.hasMore) return page;
  const { last_change } = await readChangeFeed(transaction, workspace);
  return limit === 0 ? { ...page, hasMore: last_change > position } : { ...page, position: last_change };
}

export interface FeedRequest {
  readonly source: string | null;
  readonly cursor: string | null;
  readonly limit: number;
}

/** The feed alone. @throws ProblemError cursor_gone */
export async function readChanges(
  { store }: ExchangeDeps,
  { workspace }: Pick<Author, 'workspace'>,
  request: FeedRequest,
): Promise<FeedReply> {
  return readTogether(store, async (transaction) => {
    const cursor = readCursor(request.cursor, await readChangeFeed(transaction, workspace));
    return nextPage(transaction, workspace, request, cursor);
  });
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
  author: Author,
  { source, operations }: ExchangeRequest,
  maker: TaskMaker,
): Promise<SyncResult[]> {
  const parsed = operations.map((operation) => parse<SyncOperation>(operationSchema, operation));
  const valid = parsed.flatMap((operation) => (operation.ok ? operation.value : []));
  const set = await loadWorkingSet(transaction, { workspace: author.workspace, source }, valid);
  const results = parsed.map((operation) =>
    operation.ok ? applyOperation(set, operation.value, maker) : reject(operation),
  );
  await saveWorkingSet(transaction, author, source, set);
  return results;
}

function reject({ errors }: Extract<Parsed<SyncOperation>, { ok: false }>): SyncResult {
  return { outcome: 'rejected', task: null, problem: { code: 'invalid', message: sentences(errors) } };
}

async function nextPage(
  transaction: Transaction<Database>,
  workspace: string,
  request: FeedRequest,
  cursor: Cursor,
): Promise<FeedReply> {
  const { source, limit } = request;
  const { position } = cursor;
  const entries = entriesNeeded({ limit, given: 0 });
  const found = await readFeed(transaction, { workspace, source }, position, entries);
  return toReply(cutPage(found, { position, limit, given: new Set() }), request, cursor);
}

function toReply(page: FeedPage, { cursor: sent, limit }: FeedRequest, cursor: Cursor): FeedReply {
  const next = { epoch: cursor.epoch, position: page.position, full: cursor.full && page.hasMore };
  return {
    changes: page.changes,
    cursor: limit === 0 ? sent : encodeCursor(next),
    has_more: page.hasMore,
    full: cursor.full,
  };
}
