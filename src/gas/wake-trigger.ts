/** The one-off trigger that makes a wake's run where the web app itself cannot: one at a time, gone after it has fired. */
import { HANDLERS } from './names';

/** Kept while the trigger may still be about to fire; a one-off trigger fires within a minute or two. */
const SCHEDULED = { key: 'leadSync.wake.scheduled', seconds: 300 } as const;

type Trigger = GoogleAppsScript.Script.Trigger;

/** Does nothing when one waits already, or when no further trigger can be made: the timed run comes anyway. */
export function scheduleWakeRun(): void {
  const cache = CacheService.getScriptCache();
  const waiting = wakeTriggers();
  if (waiting.length > 0 && cache.get(SCHEDULED.key) !== null) return;
  // One that should have fired long ago never will.
  waiting.forEach((trigger) => ScriptApp.deleteTrigger(trigger));
  try {
    ScriptApp.newTrigger(HANDLERS.wake).timeBased().after(1).create();
    cache.put(SCHEDULED.key, 'yes', SCHEDULED.seconds);
  } catch {
    console.warn('A wake waits for the timed run: no further trigger could be made.');
  }
}

/** A one-off trigger that has fired still counts among the twenty that a person may have. */
export function removeWakeTrigger(uniqueId: string): void {
  CacheService.getScriptCache().remove(SCHEDULED.key);
  wakeTriggers()
    .filter((trigger) => trigger.getUniqueId() === uniqueId)
    .forEach((trigger) => ScriptApp.deleteTrigger(trigger));
}

function wakeTriggers(): Trigger[] {
  return ScriptApp.getProjectTriggers().filter((trigger) => trigger.getHandlerFunction() === HANDLERS.wake);
}
