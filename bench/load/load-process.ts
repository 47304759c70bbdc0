/** The other end of the load generator: starts it once, so that all services meet it warm, and hands it jobs. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { LoadJob, LoadResult } from './job';

export interface LoadProcess {
  /** @throws Error when the generator ended, or when any request failed: such figures mean nothing */
  run(job: LoadJob): Promise<LoadResult>;
  stop(): void;
}

export function startLoadProcess(): LoadProcess {
  const child = fork(path.join(__dirname, 'generator.ts'), { execArgv: ['--require', 'tsx/cjs'] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The load generator ended by itself.');
  });
  ended.catch(() => undefined);
  return {
    async run(job) {
      const answered = once(child, 'message') as Promise<[LoadResult]>;
      child.send(job);
      const [result] = await Promise.race([answered, ended]);
      if (result.failures === 0) return result;
      throw new Error(`${result.failures} requests of "${job.operation}" at ${job.url} failed.`);
    },
    stop: () => child.kill(),
  };
}
