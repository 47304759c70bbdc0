/** Begins to listen for what the script does, and opens the file as this person: once, before the event stream is opened. */
import { openFile } from '../api/client';
import { onEvent } from '../api/event-stream';
import { startMacroKeys } from './menus/macro-keys';
import { startRegionKeys } from './region-keys';
import { startClock } from './state/clock';
import { startAuthorization } from './state/consent';
import { startDialogs } from './state/dialogs';
import { startExecutions } from './state/executions';
import { startMenus } from './state/menus';
import { startPages } from './state/pages';
import { startToasts } from './state/toasts';

let isStarted = false;

export function startScript(): void {
  if (isStarted) return;
  isStarted = true;
  startMenus();
  startToasts();
  startDialogs();
  startPages();
  startExecutions();
  startAuthorization();
  startClock();
  startRegionKeys();
  startMacroKeys();
  openOnce();
}

/** Loading the page is opening the file: onOpen runs. When only the connection comes back, it does not. */
function openOnce(): void {
  const end = onEvent(({ type }) => {
    if (type !== 'hello') return;
    end();
    // Where it fails the page says elsewhere that the connection is lost; the menus are read with the next hello.
    openFile().catch(() => undefined);
  });
}
