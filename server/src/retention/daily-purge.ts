/** Purges once a day while the tracker runs. Several instances may do so at the same time: each removes what is left. */
import type { Logger } from 'pino';
import type { Store } from '../db/store';
import { describeFault } from '../http/describe-fault';
import { purge } from './purge';

export interface DailyPurgeOptions {
  /** After the start, so that a restart is not slowed down. */
  readonly firstMs: number;
  readonly everyMs: number;
}

export const PURGE_DEFAULTS: DailyPurgeOptions = { firstMs: 60_000, everyMs: 86_400_000 };

export interface DailyPurge {
  /** Waits for a batch under way. */
  stop(): Promise<void>;
}

export function startDailyPurge(
  { store, logger, now }: { readonly store: Store; readonly logger: Logger; readonly now: () => Date },
  { firstMs, everyMs }: DailyPurgeOptions = PURGE_DEFAULTS,
): DailyPurge {
  let isStopped = false;
  let underWay = Promise.resolve();
  let timer = setTimeout(run, firstMs).unref();
  function run(): void {
    underWay = purgeAndSay();
    void underWay.then(() => {
      if (!isStopped) timer = setTimeout(run, everyMs).unref();
    });
  }
  async function purgeAndSay(): Promise<void> {
    try {
      logger.info({ purged: await purge(store, now(), () => isStopped) }, 'Old data removed.');
    } catch (error) {
      // What is left is removed the next day.
      logger.error({ fault: describeFault(error) }, 'old data could not be removed');
    }
  }
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
