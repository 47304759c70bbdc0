/** The suites of board and data once more on PostgreSQL, as `test/server/postgres/suites.test.ts` has those of tasks and sync. */
import { countWrites, newPostgresPlace } from '../support/postgres-place';
import { keepTasksIn } from '../support/running-tracker';

countWrites();
keepTasksIn(newPostgresPlace);

const SUITES = ['board/cards', 'board/flow', 'board/events', 'data/leads', 'data/retention', 'data/transfer'];

describe.each(SUITES)('%s.test.ts on PostgreSQL', (suite) => {
  // A suite registers its tests when it is loaded, here inside this describe.
  jest.requireActual(`../${suite}.test`);
});
