/** A worker thread that runs a TypeScript file of the tests. */
import { Worker } from 'node:worker_threads';

/** @param file absolute path without `.ts`; it talks over `parentPort` */
export function startTypeScriptWorker(file: string): Worker {
  const worker = new Worker(
    `require(${JSON.stringify(require.resolve('tsx/cjs'))}); require(${JSON.stringify(file)});`,
    {
      eval: true,
    },
  );
  // A test that forgets to close it must not keep Jest from ending.
  worker.unref();
  return worker;
}
