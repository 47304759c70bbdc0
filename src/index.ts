/** Publishes the functions that Google calls by name: triggers, menu items and the web app. Nothing else happens here. */
import { handleEdit, runScheduledSync } from './gas/handlers';
import { initialSync, onOpen, removeTriggers, showStatus, syncNow, togglePause } from './gas/menu';
import { setUp } from './gas/set-up';
import { setStatusMap } from './gas/status-words';
import { doPost, runWakeSync } from './gas/wake';

declare const global: Record<string, unknown>;

global.onOpen = onOpen;
global.setUp = setUp;
global.initialSync = initialSync;
global.syncNow = syncNow;
global.togglePause = togglePause;
global.showStatus = showStatus;
global.removeTriggers = removeTriggers;
global.handleEdit = handleEdit;
global.runScheduledSync = runScheduledSync;
global.runWakeSync = runWakeSync;
global.doPost = doPost;
global.setStatusMap = setStatusMap;
