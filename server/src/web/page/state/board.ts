/** The board's data: what the tracker has said, what the person wishes, and what follows for the columns. */
import { batch, computed, signal } from '@preact/signals';
import { isKind, messageOf } from '../api/api-error';
import { fetchCards, fetchCounts } from '../api/board-api';
import type { Card, ChangedCard, Counts, TaskStatus } from '../api/types';
import { readFilters, sameFilters, type BoardFilters } from '../logic/board-filters';
import { applyChanges, columnsOf, countWishes, mergeCards } from '../logic/card-list';
import type { CardMap, GoneMap, WishMap } from '../logic/card-list';
import { STATUSES } from '../logic/status-names';
import { search } from './router';

export interface ColumnLoad {
  /** Where the next page begins; null when all is read. */
  readonly next: string | null;
  readonly busy: boolean;
  readonly failure: string | null;
}

const IDLE: ColumnLoad = { next: null, busy: false, failure: null };

export const filters = computed(() => readFilters(search.value));
export const known = signal<CardMap>(new Map());
export const wishes = signal<WishMap>(new Map());
export const columns = computed(() => columnsOf(known.value, wishes.value));
export const loads = signal<Readonly<Record<TaskStatus, ColumnLoad>>>(everyColumn(() => IDLE));
/** `empty`: nothing read yet. */
export const boardState = signal<'empty' | 'loading' | 'ready' | 'failed'>('empty');
export const boardFailure = signal<string | null>(null);

const answeredCounts = signal<Counts | null>(null);
export const counts = computed(() => {
  const answered = answeredCounts.value;
  if (answered === null) return null;
  const shift = countWishes(known.value, wishes.value);
  return everyColumn((status) => Math.max(0, answered[status] + shift[status]));
});

let gone: GoneMap = new Map();
let shownFilters: BoardFilters | null = null;
let underWay: AbortController | null = null;
/** Live changes that came while the first pages were being read: they may be newer than those. */
let meanwhile: ChangedCard[] = [];

/** Reads the first page of every column, unless they are shown already. */
export async function showBoard(): Promise<void> {
  if (shownFilters !== null && sameFilters(shownFilters, filters.value)) return;
  await reloadBoard();
}

export async function reloadBoard(): Promise<void> {
  underWay?.abort();
  const reading = (underWay = new AbortController());
  const wanted = (shownFilters = filters.value);
  meanwhile = [];
  if (boardState.value !== 'ready') boardState.value = 'loading';
  try {
    const [pages, counted] = await Promise.all([
      Promise.all(STATUSES.map((status) => fetchCards(status, wanted, null, reading.signal))),
      fetchCounts(wanted, reading.signal),
    ]);
    if (reading.signal.aborted) return;
    takeFirstPages(pages, counted, wanted);
  } catch (error) {
    if (!reading.signal.aborted) failBoard(error);
  }
}

function takeFirstPages(
  pages: readonly { readonly cards: readonly Card[]; readonly next: string | null }[],
  counted: Counts,
  wanted: BoardFilters,
): void {
  batch(() => {
    gone = new Map();
    // A card that moves while the pages are read may be on two of them; the newer version counts.
    known.value = mergeCards(
      new Map(),
      pages.flatMap((page) => page.cards),
    );
    takeChanges(meanwhile, wanted);
    loads.value = everyColumn((_status, index) => ({ ...IDLE, next: pages[index]?.next ?? null }));
    answeredCounts.value = counted;
    boardState.value = 'ready';
    boardFailure.value = null;
  });
  underWay = null;
}

function failBoard(error: unknown): void {
  underWay = null;
  shownFilters = null;
  // Signing in will show another page anyway.
  if (isKind(error, 'unauthenticated')) return;
  boardFailure.value = messageOf(error);
  if (boardState.value !== 'ready') boardState.value = 'failed';
}

/** Whoever signs in next may be somebody else, in another workspace. */
export function forgetBoard(): void {
  underWay?.abort();
  underWay = null;
  shownFilters = null;
  gone = new Map();
  batch(() => {
    known.value = new Map();
    wishes.value = new Map();
    heard.value = [];
    answeredCounts.value = null;
    boardState.value = 'empty';
    boardFailure.value = null;
  });
}

export async function loadMore(status: TaskStatus): Promise<void> {
  const { next, busy } = loads.value[status];
  if (next === null || busy || underWay !== null) return;
  const wanted = filters.value;
  setLoad(status, { next, busy: true, failure: null });
  try {
    const page = await fetchCards(status, wanted, next);
    if (!sameFilters(wanted, filters.value) || loads.value[status].next !== next) return;
    batch(() => {
      known.value = mergeCards(known.value, page.cards, gone);
      setLoad(status, { ...IDLE, next: page.next });
    });
  } catch (error) {
    if (loads.value[status].next === next) setLoad(status, { next, busy: false, failure: messageOf(error) });
  }
}

/** The cards that changed last, here or elsewhere; what shows more than the columns do follows it. */
export const heard = signal<readonly ChangedCard[]>([]);

/** Takes in changes, live ones and one's own. */
export function receiveChanges(changed: readonly ChangedCard[]): void {
  heard.value = changed;
  if (boardState.value === 'empty') return;
  if (underWay !== null) meanwhile.push(...changed);
  takeChanges(changed, filters.value);
  refreshCountsSoon();
}

function takeChanges(changed: readonly ChangedCard[], wanted: BoardFilters): void {
  const next = applyChanges({ known: known.value, gone }, changed, wanted);
  gone = next.gone;
  known.value = next.known;
}

/** Takes in one card as the tracker answered it. */
export function receiveCard(card: Card, deleted = false): void {
  receiveChanges([{ ...card, deleted }]);
}

/** One request for a burst of changes. */
const COUNTS_PAUSE_MS = 500;
let countsTimer: ReturnType<typeof setTimeout> | null = null;

function refreshCountsSoon(): void {
  countsTimer ??= setTimeout(() => {
    countsTimer = null;
    const wanted = filters.value;
    fetchCounts(wanted)
      .then((counted) => {
        if (sameFilters(wanted, filters.value)) answeredCounts.value = counted;
      })
      // The next change tries again; until then the last counts stand.
      .catch(() => undefined);
  }, COUNTS_PAUSE_MS);
}

function setLoad(status: TaskStatus, load: ColumnLoad): void {
  loads.value = { ...loads.value, [status]: load };
}

function everyColumn<T>(make: (status: TaskStatus, index: number) => T): Record<TaskStatus, T> {
  return Object.fromEntries(STATUSES.map((status, index) => [status, make(status, index)])) as Record<
    TaskStatus,
    T
  >;
}
