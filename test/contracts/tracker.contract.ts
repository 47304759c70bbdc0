/** What every Tracker port must do, in the words of src/contract/sync.ts; run against each tracker there is. */
import { describeFeed } from './feed.contract';
import { describeOperations } from './operations.contract';
import { describeSources } from './sources.contract';
import { makeDesk, type TrackerUnderTest } from './support/desk';

/** @param makeTracker a new, empty tracker each time */
export function describeTracker(name: string, makeTracker: () => Promise<TrackerUnderTest>): void {
  describe(`${name} as a Tracker`, () => {
    const desk = makeDesk(makeTracker);
    beforeEach(() => desk.open());
    afterEach(() => desk.close());
    describeOperations(desk);
    describeSources(desk);
    describeFeed(desk);
  });
}
