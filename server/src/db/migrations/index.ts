/** The numbered migrations, in code rather than read from a folder: the bundle and the tests have no folder to read. */
import type { Migration } from 'kysely';
import { tasksLinksAndFeed } from './0001-tasks-links-and-feed';
import { workspacesHistoryAndAccess } from './0002-workspaces-history-and-access';
import { boardAndRetention } from './0003-board-and-retention';
import { searchInEveryScript } from './0004-search-in-every-script';

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-tasks-links-and-feed': tasksLinksAndFeed,
  '0002-workspaces-history-and-access': workspacesHistoryAndAccess,
  '0003-board-and-retention': boardAndRetention,
  '0004-search-in-every-script': searchInEveryScript,
};
