/** The Work Tracker's server on both databases, spoken to over HTTP by the very client that runs in the sheet. */
import { once } from 'node:events';
import { join } from 'node:path';
import type { Task } from '../../src/contract';
import { WorkTracker } from '../../src/tracker/work-tracker';
import { borrowDatabase, returnDatabase } from '../server/support/postgres';
import { SynchronousFetch } from '../support/synchronous-fetch';
import { startTypeScriptWorker } from '../support/typescript-worker';
import type { TrackerUnderTest } from './support/desk';
import type { TrackerCommand } from './support/tracker-worker';
import { describeTracker } from './tracker.contract';

const trackers = startTypeScriptWorker(join(__dirname, 'support/tracker-worker'));
const http = new SynchronousFetch();
afterAll(async () => {
  await http.close();
  await trackers.terminate();
});

async function command(order: TrackerCommand): Promise<string> {
  trackers.postMessage(order);
  const [url] = (await once(trackers, 'message')) as [string];
  return url;
}

/** What a person's own program asks of the tracker; it must be granted. */
function ask(method: string, url: string, body?: object): string {
  const answer = http.send({
    method,
    url,
    headers: {},
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect({ method, ...answer, granted: answer.status < 300 }).toMatchObject({ granted: true });
  return answer.body;
}

/** @param leave is called with the database's address when the tracker has closed */
async function serve(
  databaseUrl: string,
  leave: (databaseUrl: string) => void = () => undefined,
): Promise<TrackerUnderTest> {
  const url = await command({ do: 'start', databaseUrl });
  const tracker = new WorkTracker({
    address: url,
    key: '',
    send: (request) => http.send(request),
    sleep: () => undefined,
    random: () => 0,
    timeLeft: () => 0,
    log: () => undefined,
  });
  return {
    tracker,
    make: (values) => (JSON.parse(ask('POST', `${url}/tasks`, values)) as Task).id,
    edit: (id, set) => void ask('PATCH', `${url}/tasks/${id}`, set),
    remove: (id) => void ask('DELETE', `${url}/tasks/${id}`),
    close: async () => {
      await command({ do: 'close', url });
      leave(databaseUrl);
    },
  };
}

describeTracker('The Work Tracker over HTTP, on SQLite,', () => serve('sqlite::memory:'));
describeTracker('The Work Tracker over HTTP, on PostgreSQL,', async () =>
  serve(await borrowDatabase(), returnDatabase),
);
