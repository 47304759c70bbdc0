/** Notes when a key was last used, at most once a minute and never at the cost of a request. */
import type { Response } from 'express';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../../db/tables';
import { atEnd } from '../../http/at-end';
import { describeFault } from '../../http/describe-fault';
import { saveLastUse } from './repository';

const PAUSE_MS = 60_000;

/** @returns to be called for each request; what it writes waits until the answer has gone out */
export function lastUseOf(
  db: Kysely<Database>,
  logger: Logger,
): (keyId: string, now: Date, response: Response) => void {
  const noted = new Map<string, number>();
  const save = async (keyId: string, now: Date): Promise<void> => {
    try {
      await saveLastUse(db, keyId, { at: now, unless: new Date(now.getTime() - PAUSE_MS) });
    } catch (error) {
      logger.warn({ fault: describeFault(error) }, 'The last use of a key could not be noted.');
    }
  };
  return (keyId, now, response) => {
    if (now.getTime() - (noted.get(keyId) ?? -Infinity) < PAUSE_MS) return;
    noted.set(keyId, now.getTime());
    atEnd(response, () => void save(keyId, now));
  };
}
