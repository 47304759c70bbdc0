/** Tells a client that it has reached a Work Tracker whose database answers. */
import { z } from 'zod';
import type { Store } from '../db/store';
import { ok, operation, type Operation } from './operation';

const healthSchema = z
  .object({ status: z.literal('ok'), name: z.literal('work-tracker') })
  .meta({ id: 'Health' });

export function healthOperations({ db }: Store): Operation[] {
  return [
    operation({
      id: 'health',
      method: 'get',
      path: '/health',
      tag: 'Machines',
      summary: 'Is this a Work Tracker whose database answers?',
      permission: 'public',
      answers: { 200: { description: 'It is.', schema: healthSchema } },
      async handle() {
        await db.selectFrom('change_feed').select('workspace').limit(1).execute();
        return ok({ status: 'ok', name: 'work-tracker' });
      },
    }),
  ];
}
