/** Live updates: one event stream, opened again from where it ended, with its state for people to see. */
import { effect, signal } from '@preact/signals';
import type { ChangedCard } from '../api/types';
import { reconnectPause } from '../logic/reconnect-pause';
import { boardFailure, reloadBoard, receiveChanges } from './board';
import { isReady, loadSession } from './session';
import { noticeSources } from './sources';

export const liveState = signal<'connecting' | 'live' | 'reconnecting'>('connecting');
/** Grows when everything has to be read again. */
export const resets = signal(0);

/** A window out of sight gives its connection back: browsers allow six to one origin. */
const HIDDEN_MS = 20_000;

let stream: EventSource | null = null;
let cursor: string | null = null;
let attempt = 0;
let retryTimer: ReturnType<typeof setTimeout> | null = null;
let hiddenTimer: ReturnType<typeof setTimeout> | null = null;

/** What was read before the stream began may lack a change, so it is read again at the next hello. */
let isBehind = false;
let settleBegun: () => void = () => undefined;
const begun = new Promise<void>((resolve) => (settleBegun = resolve));
/** A slow stream does not keep the cards waiting. */
const PATIENCE_MS = 1_500;

/** Waits until the stream has begun: what is read from then on misses nothing. */
export async function streamBegun(): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([begun, late.then(() => (isBehind = cursor === null))]);
}

export function startLive(): void {
  effect(() => (isReady.value ? open() : leave()));
  addEventListener('online', () => reopenNow());
  document.addEventListener('visibilitychange', () => (document.hidden ? hide() : show()));
}

function open(): void {
  if (stream !== null) return;
  const from = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  const opened = (stream = new EventSource(`/events${from}`));
  opened.addEventListener('hello', (event) => greet(event));
  opened.addEventListener('change', (event) => change(event));
  opened.addEventListener('reset', (event) => reset(event));
  opened.addEventListener('error', () => stream === opened && lose());
}

function greet(event: MessageEvent<unknown>): void {
  attempt = 0;
  liveState.value = 'live';
  // On a new stream from an old place the changes since then are still to come, so that place stays.
  cursor ??= readCursor(event);
  settleBegun();
  // Also where reading had failed: the tracker is back.
  if (isBehind || boardFailure.value !== null) void reloadBoard();
  isBehind = false;
}

function change(event: MessageEvent<unknown>): void {
  const { cards } = JSON.parse(String(event.data)) as { readonly cards: readonly ChangedCard[] };
  cursor = readCursor(event) ?? cursor;
  receiveChanges(cards);
  noticeSources(cards);
}

/** What came since the old place is more than can be told, or lost: everything is read again, and the stream goes on from here. */
function reset(event: MessageEvent<unknown>): void {
  cursor = event.lastEventId === '' ? null : event.lastEventId;
  resets.value += 1;
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

/** The place in the stream is the workspace's, and the next to sign in may have another. */
function leave(): void {
  stop();
  cursor = null;
  isBehind = true;
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

function readCursor(event: MessageEvent<unknown>): string | null {
  const { cursor: sent } = JSON.parse(String(event.data)) as { readonly cursor?: unknown };
  return typeof sent === 'string' || typeof sent === 'number' ? String(sent) : null;
}
