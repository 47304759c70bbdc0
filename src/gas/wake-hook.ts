/** The sheet's end of the wake hook: the secret it shares with the tracker, and telling the tracker where to call. */
import { messageOf } from '../core/errors';
import type { WorkTracker } from '../tracker/work-tracker';

/** Script properties: a web app may not have the document's. */
export const WAKE_HOOK = 'leadSync.wakeHook';

export interface WakeHook {
  /** Where the tracker was told to call. */
  readonly url: string;
  /** The spreadsheet it was made for. */
  readonly source: string;
  readonly secret: string;
}

export function readWakeHook(): WakeHook | null {
  return parseWakeHook(PropertiesService.getScriptProperties().getProperty(WAKE_HOOK));
}

/** Whoever edits the sheet can edit the property: what is no JSON counts as none. */
export function parseWakeHook(text: string | null | undefined): WakeHook | null {
  try {
    return JSON.parse(text ?? 'null') as WakeHook | null;
  } catch {
    return null;
  }
}

/**
 * Gives the tracker this script's address with a new secret, if the script is deployed as a web app. A tracker that does not know wake
 * hooks, and a script without an address, get on with the timed run.
 * @returns a sentence for the person, '' when there is nothing to say
 */
export function connectWakeHook(tracker: WorkTracker, source: string): string {
  const url = webAppUrl();
  if (url === null) {
    disconnectWakeHook(tracker);
    return '';
  }
  const secret = makeSecret();
  try {
    if (!tracker.setWakeHook(source, { url, secret })) return '';
  } catch (error) {
    return `Changes on the board wait for the next comparison: the tracker did not take this sheet's web address. ${messageOf(error)}`;
  }
  // Only now: until here the secret of before is the one that the tracker signs with.
  PropertiesService.getScriptProperties().setProperty(WAKE_HOOK, JSON.stringify({ url, source, secret }));
  return 'Changes on the board come at once.';
}

/** From now on no wake is believed; the tracker is told, and if it cannot be, its calls are in vain. */
export function disconnectWakeHook(tracker: WorkTracker): void {
  const hook = readWakeHook();
  if (hook === null) return;
  PropertiesService.getScriptProperties().deleteProperty(WAKE_HOOK);
  try {
    tracker.removeWakeHook(hook.source);
  } catch (error) {
    console.warn(messageOf(error));
  }
}

/** The address of a test deployment (`/dev`) answers to editors only. Whatever is wrong with the service, a set-up gets on without. */
function webAppUrl(): string | null {
  try {
    const url = ScriptApp.getService().getUrl() as string | null;
    return url !== null && /\/exec$/.test(url) ? url : null;
  } catch {
    return null;
  }
}

/** 244 random bits. */
function makeSecret(): string {
  return (Utilities.getUuid() + Utilities.getUuid()).replace(/-/g, '');
}
