/** The hostile hour once more on PostgreSQL, which refuses other values than SQLite: fewer requests here, all of them in `npm run soak`. */
import { newPostgresPlace } from '../support/postgres-place';
import { keepTasksIn } from '../support/running-tracker';

process.env['HOSTILE_REQUESTS'] ??= '40';
keepTasksIn(newPostgresPlace);
jest.requireActual('../hostile/hostile-hour.test');
