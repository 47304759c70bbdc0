/** The thread in which real trackers run, so that tests may block while they wait for their answers. */
import { parentPort } from 'node:worker_threads';
import { startTracker, type Tracker } from '../../../server/src';

export type TrackerCommand =
  { readonly do: 'start'; readonly databaseUrl: string } | { readonly do: 'close'; readonly url: string };

const running = new Map<string, Tracker>();

/** @returns the address of the tracker that was started or closed */
async function obey(command: TrackerCommand): Promise<string> {
  if (command.do === 'start') {
    const tracker = await startTracker({ port: 0, databaseUrl: command.databaseUrl });
    running.set(tracker.url, tracker);
    return tracker.url;
  }
  await running.get(command.url)?.close();
  running.delete(command.url);
  return command.url;
}

parentPort?.on('message', (command: TrackerCommand) => {
  void obey(command).then((url) => parentPort?.postMessage(url));
});
