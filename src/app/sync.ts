/** The sync itself: reads both sides, decides, and carries it out batch by batch, each batch durable by itself. */
import { SYNC_LIMITS } from '../contract';
import { assertNever } from '../core/assert-never';
import { LeadSyncError, messageOf } from '../core/errors';
import type { Lead } from '../core/lead';
import { operationOf, type LeadDecision, type Push } from '../core/plan';
import { ReportBuilder, type RunReport } from '../core/report';
import type { SyncSettings } from '../core/settings';
import type { SyncPorts } from '../ports';
import { applyDecisions, isPull, noteDecisions } from './apply-decisions';
import { exchangeBatch, type Awaiting, type BatchNews } from './exchange-batch';
import { giveIds } from './give-ids';
import { Session } from './session';

/**
 * - all: both ways, every lead
 * - unlinked: make or find the tasks of leads that have none
 * - rows: push what was just edited, in one exchange; everything else is left to the timed run
 */
export type SyncScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'unlinked' }
  | { readonly kind: 'rows'; readonly first: number; readonly last: number };

/** The tracker takes bodies up to 1 MB; this leaves room for the envelope. */
const MAX_BATCH_BYTES = 900_000;

export function synchronise(ports: SyncPorts, settings: SyncSettings, scope: SyncScope): RunReport {
  let session: Session | null = null;
  try {
    const table = ports.sheet.read();
    session = new Session(ports, settings, settings.newRowIds ? giveIds(ports, table) : table);
    return session.report.finish(runBatches(session, scope));
  } catch (error) {
    return failed(ports, session, error);
  }
}

function failed(ports: SyncPorts, session: Session | null, error: unknown): RunReport {
  const report = session?.report ?? new ReportBuilder(0);
  report.failed(messageOf(error));
  if (!(error instanceof LeadSyncError) || error.code !== 'run_overtaken') return report.finish('failed');
  const lastRun = error.data['last_run'];
  // The tracker has seen a higher number, perhaps because ours was lost with a restored sheet: count on from there.
  if (typeof lastRun === 'number' && lastRun > ports.runs.last()) ports.runs.save(lastRun);
  return report.finish('overtaken');
}

function runBatches(session: Session, scope: SyncScope): 'finished' | 'continues' {
  const everything = scope.kind === 'all';
  const queue = leadsInScope(session, scope);
  const awaiting =
    everything && session.cursor === null ? takeAwaiting(session, queue) : new Map<string, Lead>();
  /** Leads that wait for the end of the tracker's changes before their cell is written. */
  const waiting = new Set<Lead>();
  // A first sync that can make no task reads the tracker all the same, so that the next one has nothing to catch up with.
  let pulling = everything || (scope.kind === 'unlinked' && session.cursor === null);
  for (let batches = 0; pulling || queue.length > 0; batches += 1) {
    if (batches > 0 && session.timeIsUp()) return 'continues';
    const { pushes, quiet } = nextBatch(session, queue);
    const asks = pulling || pushes.length > 0 || quiet.some((lead) => mustHear(session, lead));
    const news = asks ? exchange(session, pushes, scope, awaiting) : NO_NEWS;
    const pushed = new Set(pushes.map((push) => push.lead));
    const touched = new Set([...quiet, ...news.touched.filter((lead) => everything || pushed.has(lead))]);
    const settled = scope.kind === 'rows' ? news : secondRound(session, [...touched], scope, awaiting, news);
    if (everything) settled.touched.forEach((lead) => touched.add(lead));
    applyDecisions(session, [...touched]);
    if (everything)
      [...touched].filter((lead) => mustHear(session, lead)).forEach((lead) => waiting.add(lead));
    saveCursor(session);
    pulling = everything && settled.hasMore;
    if (!pulling) queue.push(...takeAll(awaiting), ...waiting);
    if (!pulling) waiting.clear();
  }
  return 'finished';
}

const NO_NEWS: BatchNews = { touched: [], hasMore: false };

/** Pairings first: a task that moves to another row must be linked there before its old lead asks for a new one. */
function leadsInScope(session: Session, scope: SyncScope): Lead[] {
  const leads = [...session.roster.leads.values()].filter((lead) => {
    switch (scope.kind) {
      case 'all':
        return true;
      case 'unlinked':
        return lead.taskId === '';
      case 'rows':
        return lead.row >= scope.first && lead.row <= scope.last;
      default:
        return assertNever(scope);
    }
  });
  const isPairing = (lead: Lead): boolean =>
    lead.taskId !== '' && session.memoryOf(lead)?.taskId !== lead.taskId;
  return [...leads.filter(isPairing), ...leads.filter((lead) => !isPairing(lead))];
}

/** Takes out of the queue the leads that a full read may settle by itself: a lost hidden tab costs that read and nothing else. */
function takeAwaiting(session: Session, queue: Lead[]): Awaiting {
  const waits = (lead: Lead): boolean => lead.taskId !== '' && session.memoryOf(lead) === null;
  const awaiting: Awaiting = new Map(queue.filter(waits).map((lead) => [lead.taskId, lead]));
  queue.splice(0, queue.length, ...queue.filter((lead) => !waits(lead)));
  return awaiting;
}

function takeAll(awaiting: Awaiting): Lead[] {
  const leads = [...awaiting.values()];
  awaiting.clear();
  return leads;
}

interface Batch {
  readonly pushes: readonly Push[];
  /** Leads that need no operation, but a cell, a memory or a report. */
  readonly quiet: readonly Lead[];
}

/** Takes leads from the front of the queue until a batch is full. */
function nextBatch(session: Session, queue: Lead[], wanted: (push: Push) => boolean = () => true): Batch {
  const pushes: Push[] = [];
  const decisions: LeadDecision[] = [];
  const quiet: Lead[] = [];
  let bytes = 0;
  let taken = 0;
  for (const lead of queue) {
    const decision = session.decide(lead);
    const push = decision.push !== null && wanted(decision.push) ? decision.push : null;
    const size = push === null ? 0 : utf8Length(JSON.stringify(operationOf(push)));
    if (pushes.length === session.settings.batchSize || (pushes.length > 0 && bytes + size > MAX_BATCH_BYTES))
      break;
    taken += 1;
    bytes += size;
    if (push !== null) {
      pushes.push(push);
      decisions.push(decision);
    } else if (needsAttention(session, lead, decision)) quiet.push(lead);
  }
  queue.splice(0, taken);
  noteDecisions(session, decisions);
  return { pushes, quiet };
}

function needsAttention(
  session: Session,
  lead: Lead,
  { cells, memory, problem, conflict }: LeadDecision,
): boolean {
  const changed = memory !== null && memory !== session.memoryOf(session.now(lead));
  return changed || cells.length > 0 || problem !== null || conflict !== null;
}

/** A change of the lead's cell is due, but the tracker has not been heard about its task; without a cursor it is left to a whole run. */
function mustHear(session: Session, lead: Lead): boolean {
  return session.cursor !== null && !session.mayPull(lead) && isPull(session.decide(lead));
}

function exchange(
  session: Session,
  pushes: readonly Push[],
  scope: SyncScope,
  awaiting: Awaiting,
): BatchNews {
  // What others changed is taken along, so that our own pushes do not come back as news. A first full read is left to a whole run.
  const limit = scope.kind === 'rows' && session.cursor === null ? 0 : SYNC_LIMITS.changes;
  try {
    return exchangeBatch(session, pushes, limit, awaiting);
  } catch (error) {
    if (!(error instanceof LeadSyncError) || error.code !== 'cursor_gone' || session.cursor === null)
      throw error;
    // Another database, or too long ago. Reading everything again only adds knowledge: nothing is deleted on the strength of it.
    session.cursor = null;
    return exchangeBatch(session, pushes, limit, awaiting);
  }
}

/** Settles in the same run what the first exchange brought up: conflicts that the sheet wins, reopened tasks, renamed leads. */
function secondRound(
  session: Session,
  touched: readonly Lead[],
  scope: SyncScope,
  awaiting: Awaiting,
  first: BatchNews,
): BatchNews {
  const queue = [...touched];
  let news = first;
  while (queue.length > 0) {
    const { pushes } = nextBatch(session, queue, (push) => push.kind === 'update');
    if (pushes.length === 0) continue;
    const next = exchange(session, pushes, scope, awaiting);
    news = { touched: [...news.touched, ...next.touched], hasMore: next.hasMore };
  }
  return news;
}

function saveCursor(session: Session): void {
  if (session.cursor === session.storedCursor) return;
  session.claim();
  session.ports.memory.saveCursor(session.cursor);
  session.storedCursor = session.cursor;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
