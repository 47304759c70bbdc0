/** Live updates: one event stream, opened again from where it ended, with its state for people to see. */
import { effect, signal } from '@preact/signals';
import type { ChangedCard } from '../api/types';
import { reconnectPause } from '../logic/reconnect-pause';
import { reloadBoard, receiveChanges } from './board';
import { isReady, loadSession } from './session';
import { noticeSources } from './sources';

export const liveState = signal<'connecting' | 'live' | 'reconnecting'>('connecting');
/** The last cards that changed; pages that show one card watch it. */
export const lastChanges = signal<readonly ChangedCard[]>([]);
/** Grows when everything has to be read again. */
export const resets = signal(0);

/** A window out of sight gives its connection back: browsers allow six to one origin. */
const HIDDEN_MS = 20_000;

let stream: EventSource | null = null;
let cursor: string | null = null;
let attempt = 0;
let retryTimer: ReturnType<typeof setTimeout> | null = null;
let hiddenTimer: ReturnType<typeof setTimeout> | null = null;

/** Settles when the stream has begun for the first time: what is read from then on misses nothing. */
export const firstHello = Promise.withResolvers<void>();

export function startLive(): void {
  effect(() => (isReady.value ? open() : stop()));
  addEventListener('online', () => reopenNow());
  document.addEventListener('visibilitychange', () => (document.hidden ? hide() : show()));
}

function open(): void {
  if (stream !== null) return;
  const from = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  const opened = (stream = new EventSource(`/events${from}`));
  opened.addEventListener('hello', (event) => greet(event));
  opened.addEventListener('change', (event) => change(event));
  opened.addEventListener('reset', () => reset());
  opened.addEventListener('error', () => stream === opened && lose());
}

function greet(event: MessageEvent<string>): void {
  attempt = 0;
  liveState.value = 'live';
  // On a new stream from an old place the changes since then are still to come, so that place stays.
  cursor ??= readCursor(event);
  firstHello.resolve();
}

function change(event: MessageEvent<string>): void {
  const { cards } = JSON.parse(event.data) as { readonly cards: readonly ChangedCard[] };
  cursor = readCursor(event) ?? cursor;
  receiveChanges(cards);
  noticeSources(cards);
  lastChanges.value = cards;
}

/** The place is unknown to the tracker: from the next hello on, and everything read again. */
function reset(): void {
  cursor = null;
  resets.value += 1;
  stop();
  open();
  void reloadBoard();
}

/** An event stream tells no status, so the session is asked whether somebody has to sign in again. */
function lose(): void {
  stop();
  liveState.value = 'reconnecting';
  retryTimer = setTimeout(() => void retry(), reconnectPause(attempt, Math.random()));
  attempt += 1;
}

async function retry(): Promise<void> {
  retryTimer = null;
  await loadSession();
  if (isReady.value && !document.hidden) open();
}

function reopenNow(): void {
  if (stream !== null || !isReady.value) return;
  stop();
  open();
}

function stop(): void {
  stream?.close();
  stream = null;
  if (retryTimer !== null) clearTimeout(retryTimer);
  retryTimer = null;
}

function hide(): void {
  hiddenTimer ??= setTimeout(stop, HIDDEN_MS);
}

function show(): void {
  if (hiddenTimer !== null) clearTimeout(hiddenTimer);
  hiddenTimer = null;
  reopenNow();
}

function readCursor(event: MessageEvent<string>): string | null {
  const { cursor: sent } = JSON.parse(event.data) as { readonly cursor?: unknown };
  return typeof sent === 'string' || typeof sent === 'number' ? String(sent) : null;
}
