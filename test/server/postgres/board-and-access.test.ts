/** The suites of the board, of access, of webhooks and of people's data, once more on PostgreSQL. */
import { countWrites, newPostgresPlace } from '../support/postgres-place';
import { keepTasksIn } from '../support/running-tracker';

countWrites();
keepTasksIn(newPostgresPlace);

const SUITES = [
  'board/cards',
  'board/events',
  'access/keys',
  'access/sessions',
  'access/workspaces',
  'access/audit',
  'data/leads',
  'data/retention',
  'webhooks/webhooks',
];

describe.each(SUITES)('%s.test.ts on PostgreSQL', (suite) => {
  jest.requireActual(`../${suite}.test`);
});
