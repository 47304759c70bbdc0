/** The tracker as a library, for programs and tests that run it in their own process. */
export { createApp, type AppDeps } from './app';
export { openDatabase } from './db/open-database';
export { closeStore, openStore } from './db/open-store';
export { StartError, type StartErrorCode } from './errors';
export { startTracker, type Tracker, type TrackerOptions } from './start';
export type { TaskMaker } from './tasks/stored-task';
export { prepareBoard } from './web/routes';
