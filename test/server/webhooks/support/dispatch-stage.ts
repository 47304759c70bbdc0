/** A database with tasks and endpoints, and a receiver, new for each test. */
import type { Kysely } from 'kysely';
import type { Database } from '../../../../server/src/db/tables';
import { Bench } from './bench';
import { Receiver } from './receiver';

export interface DispatchStage {
  readonly bench: Bench;
  readonly receiver: Receiver;
  /** Of the receiver, unless fields say otherwise. */
  readonly endpoint: Bench['endpoint'];
  /** How many requests came within so many milliseconds. */
  readonly during: (milliseconds: number) => Promise<number>;
}

export function useDispatchStage(open: () => Promise<Kysely<Database>>): DispatchStage {
  let bench: Bench;
  let receiver: Receiver;
  beforeEach(async () => {
    bench = new Bench(await open());
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    await bench.close();
    await receiver.close();
  });
  return {
    get bench() {
      return bench;
    },
    get receiver() {
      return receiver;
    },
    endpoint: (fields) => bench.endpoint({ url: `${receiver.url}/hooks`, ...fields }),
    async during(milliseconds) {
      const before = receiver.got.length;
      await bench.advance(milliseconds);
      return receiver.got.length - before;
    },
  };
}
