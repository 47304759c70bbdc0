/** What the outbox and its dispatchers promise on any database; over real HTTP, on a clock that the test moves. */
import type { Kysely } from 'kysely';
import type { Database } from '../../../../server/src/db/tables';
import { useDispatchStage } from './dispatch-stage';
import { describeDispatchers } from './dispatchers-contract';
import { describeFailingReceivers } from './failing-receivers-contract';
import { describeOutbox } from './outbox-contract';

export function describeDispatching(database: string, open: () => Promise<Kysely<Database>>): void {
  describe(`webhooks on ${database}`, () => {
    const stage = useDispatchStage(open);
    describeOutbox(stage);
    describeFailingReceivers(stage);
    describeDispatchers(stage);
  });
}
