/** What the tracker calls when something has changed: a signed hint, answered by the very run that the timer would make later. */
import { isFresh, isSigned, parseWake, signedText, WAKE_WINDOW, type WakeMessage } from '../core/wake';
import { LOCK_WAIT } from './names';
import { runSync } from './run-sync';
import { USER_PROPERTY, userProperties } from './settings-store';
import { readWakeHook } from './wake-hook';
import { removeWakeTrigger, scheduleWakeRun } from './wake-trigger';

type PostEvent = GoogleAppsScript.Events.DoPost;

/** Keys in the script's cache, which may forget anything at any time: then a run is made that was not needed. */
const CACHE = {
  seen: 'leadSync.wake.seen.',
  waiting: 'leadSync.wake.waiting',
  ran: 'leadSync.wake.ran',
} as const;
/** Milliseconds that a wake must be older than a run to be left out: the tracker's clock is not this one. */
const CLOCK_TOLERANCE = 30_000;

/** Says whether the wake was taken up, never why not. */
export function doPost(event: PostEvent): GoogleAppsScript.Content.TextOutput {
  const ok = takesUp(event);
  return ContentService.createTextOutput(JSON.stringify({ ok })).setMimeType(ContentService.MimeType.JSON);
}

function takesUp(event: PostEvent): boolean {
  try {
    const message = parseWake(contentsOf(event));
    if (message === null || !isGenuine(message) || wasSeen(message)) return false;
    return wake(message);
  } catch (error) {
    console.error(`A wake failed: ${error instanceof Error ? error.name : 'unknown error'}`);
    return false;
  }
}

/** A request without a body, or a run from the script editor, brings none. */
function contentsOf(event: Partial<PostEvent> | undefined): string {
  return event?.postData?.contents ?? '';
}

function isGenuine(message: WakeMessage): boolean {
  const hook = readWakeHook();
  if (hook === null || hook.source !== message.source || !isFresh(message, Date.now())) return false;
  const bytes = Utilities.computeHmacSha256Signature(
    signedText(message),
    hook.secret,
    Utilities.Charset.UTF_8,
  );
  return isSigned(message, Utilities.base64Encode(bytes));
}

/** Asked after the signature, so that strangers cannot fill the cache. */
function wasSeen({ id }: WakeMessage): boolean {
  const cache = CacheService.getScriptCache();
  if (cache.get(CACHE.seen + id) !== null) return true;
  // A message from the edge of the window stays fresh for both halves of it.
  cache.put(CACHE.seen + id, 'yes', 2 * WAKE_WINDOW + 1);
  return false;
}

/** @returns false when it may be worth while to send it again */
function wake(message: WakeMessage): boolean {
  // The web app runs as who deployed it: without that person's key the tracker would refuse the run.
  if (userProperties().getProperty(USER_PROPERTY.key) === null) return true;
  if (hasDocument()) return runOnce(message.timestamp * 1_000);
  scheduleWakeRun();
  return true;
}

/** Whether the platform gives a web app the file that its script is bound to; sources differ. */
function hasDocument(): boolean {
  try {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet() as unknown;
    return spreadsheet !== null && (PropertiesService.getDocumentProperties() as unknown) !== null;
  } catch {
    return false;
  }
}

/**
 * One run for however many wakes: the first that finds a run under way waits for its end, because that run may have read the tracker
 * already; the others leave, for the waiting one will begin after they came.
 * @returns false when a run under way did not end in time
 */
function runOnce(sentAt: number): boolean {
  const cache = CacheService.getScriptCache();
  if (cache.get(CACHE.waiting) !== null) return true;
  cache.put(CACHE.waiting, 'yes', Math.ceil(LOCK_WAIT.wake / 1_000) + 5);
  let begun = 0;
  const isWanted = (): boolean => {
    cache.remove(CACHE.waiting);
    begun = Date.now();
    return Number(cache.get(CACHE.ran) ?? '0') <= sentAt + CLOCK_TOLERANCE;
  };
  const { end } = runSync({ kind: 'all' }, LOCK_WAIT.wake, isWanted);
  if (begun === 0) cache.remove(CACHE.waiting);
  else if (end === 'finished') cache.put(CACHE.ran, String(begun), 2 * WAKE_WINDOW);
  return begun > 0;
}

/** One-off trigger, where a web app cannot reach the file. */
export function runWakeSync(event: GoogleAppsScript.Events.TimeDriven): void {
  removeWakeTrigger(event.triggerUid);
  if (readWakeHook() !== null) runSync({ kind: 'all' }, LOCK_WAIT.wake);
}
