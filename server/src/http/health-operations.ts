/** What monitors and balancers ask: is it alive, and may it be sent requests? */
import { z } from 'zod';
import { databaseTrouble } from '../db/database-trouble';
import { isMigrated, tryToWrite } from '../db/readiness-repository';
import type { Store } from '../db/store';
import { ProblemError } from '../errors';
import { ok, operation, type Operation } from './operation';

const tag = 'Machines';

const healthSchema = z
  .object({ status: z.literal('ok'), name: z.literal('work-tracker') })
  .meta({ id: 'Health' });
const readinessSchema = z.object({ status: z.literal('ready') }).meta({ id: 'Readiness' });

/** @param isClosing whether the end has begun: requests are still answered, and no more should be sent here */
export function healthOperations(store: Store, isClosing: () => boolean = () => false): Operation[] {
  return [health(store), ready(store, isClosing)];
}

const health = ({ db }: Store): Operation =>
  operation({
    id: 'health',
    method: 'get',
    path: '/health',
    tag,
    summary: 'Is this a Work Tracker whose database answers?',
    permission: 'public',
    answers: { 200: { description: 'It is.', schema: healthSchema } },
    async handle() {
      await db.selectFrom('change_feed').select('workspace').limit(1).execute();
      return ok({ status: 'ok', name: 'work-tracker' });
    },
  });

const ready = ({ db }: Store, isClosing: () => boolean): Operation =>
  operation({
    id: 'ready',
    method: 'get',
    path: '/ready',
    tag,
    summary: 'May requests be sent here?',
    description:
      'For balancers: the tables are up to date, the database takes changes, and the tracker is not about to end.',
    permission: 'public',
    answers: { 200: { description: 'They may.', schema: readinessSchema } },
    problems: ['not_ready'],
    async handle() {
      if (isClosing()) throw notReady('The tracker is ending. Send requests to another one.');
      if (!(await isMigrated(db)))
        throw notReady('The database has tables of another version. Run the tracker that belongs to them.');
      await tryToWrite(db).catch((error: unknown) => {
        // A lock is told by the error handler, as for every other request.
        if (databaseTrouble(error) !== null) throw error;
        throw notReady('The database takes no changes. Check that its place is writable.');
      });
      return ok({ status: 'ready' });
    },
  });

function notReady(sentence: string): ProblemError {
  return new ProblemError('not_ready', sentence, { headers: { 'Retry-After': '5' } });
}
