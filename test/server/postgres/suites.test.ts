/** The suites of the HTTP API whose answers depend on the database, once more on PostgreSQL. What only parses or refuses runs on SQLite alone. */
import { countWrites, newPostgresPlace } from '../support/postgres-place';
import { keepTasksIn } from '../support/running-tracker';

countWrites();
keepTasksIn(newPostgresPlace);

const SUITES = [
  'tasks',
  'tasks-list',
  'conditional-requests',
  'idempotency-key',
  'sync-create',
  'sync-update',
  'sync-link',
  'sync-fence',
  'sync-feed',
];

describe.each(SUITES)('%s.test.ts on PostgreSQL', (suite) => {
  // A suite registers its tests when it is loaded, here inside this describe.
  jest.requireActual(`../${suite}.test`);
});
