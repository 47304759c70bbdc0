/** The suites of access and of webhooks, once more on PostgreSQL; those of the board and of people's data are in `test/server/data/on-postgres.test.ts`. */
import { countWrites, newPostgresPlace } from '../support/postgres-place';
import { keepTasksIn } from '../support/running-tracker';

countWrites();
keepTasksIn(newPostgresPlace);

const SUITES = ['access/keys', 'access/sessions', 'access/workspaces', 'access/audit', 'webhooks/webhooks'];

describe.each(SUITES)('%s.test.ts on PostgreSQL', (suite) => {
  jest.requireActual(`../${suite}.test`);
});
