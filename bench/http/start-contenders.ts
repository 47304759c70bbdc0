/** Starts the tracker and its baselines, each with a database file of its own. */
import path from 'node:path';
import { startBare, startPython, startPythonOnLoop } from '../services/baselines';
import { createKey, startTracker } from '../services/tracker';
import { prepare, type Contender } from './contender';

/** @param folder where databases and logs go */
export async function startContenders(folder: string): Promise<Contender[]> {
  const started: Contender[] = [];
  const place = (name: string) => ({
    file: path.join(folder, `${name}.db`),
    log: path.join(folder, `${name}.log`),
  });
  try {
    const key = await createKey(place('tracker'));
    started.push(await prepare('tracker', await startTracker(place('tracker')), key));
    started.push(await prepare('bare', await startBare(place('bare'))));
    started.push(await prepare('python', await startPython(place('python'))));
    started.push(await prepare('pythonOnLoop', await startPythonOnLoop(place('python-on-loop'))));
    return started;
  } catch (error) {
    await Promise.all(started.map((contender) => contender.stop()));
    throw error;
  }
}
