/** The feed under random changes: on SQLite, and fewer of them on PostgreSQL, where each takes longer. */
import { startTracker } from '../../server/src';
import { checkFeed } from './contracts/feed-property';
import { borrowDatabase, returnDatabase } from './support/postgres';

test(
  'random changes and exchanges with random limits',
  () => checkFeed(() => startTracker({ port: 0, databaseUrl: 'sqlite::memory:' }), 100),
  180_000,
);

test(
  'the same on PostgreSQL',
  () =>
    checkFeed(async () => {
      const databaseUrl = await borrowDatabase();
      const tracker = await startTracker({ port: 0, databaseUrl });
      return { url: tracker.url, close: () => tracker.close().then(() => returnDatabase(databaseUrl)) };
    }, 30),
  180_000,
);
