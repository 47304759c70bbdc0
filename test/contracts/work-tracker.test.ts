/** The Work Tracker's server, spoken to over HTTP by the very client that runs in the sheet. */
import { once } from 'node:events';
import { join } from 'node:path';
import type { Task } from '../../src/contract';
import { WorkTracker } from '../../src/tracker/work-tracker';
import { SynchronousFetch } from '../support/synchronous-fetch';
import { startTypeScriptWorker } from '../support/typescript-worker';
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

describeTracker('The Work Tracker over HTTP', async () => {
  const url = await command({ do: 'start' });
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
    close: async () => void (await command({ do: 'close', url })),
  };
});
