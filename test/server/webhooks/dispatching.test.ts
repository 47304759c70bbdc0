/** The outbox and its dispatchers, on SQLite and on a real PostgreSQL. */
import { openDatabase } from '../../../server/src';
import { borrowDatabase } from '../support/postgres';
import { describeDispatching } from './support/dispatching-contract';

describeDispatching('SQLite', () => openDatabase('sqlite::memory:'));
describeDispatching('PostgreSQL', async () => openDatabase(await borrowDatabase()));
