/** The tracker that the simulations run against keeps the same contract as the real one. */
import { InMemoryTracker } from '../simulation/in-memory-tracker';
import { describeTracker } from './tracker.contract';

describeTracker('The tracker in memory', async () => {
  const tracker = new InMemoryTracker();
  return {
    tracker,
    make: (values) => tracker.make(values).task.id,
    edit: (id, set) => tracker.edit(id, set),
    remove: (id) => tracker.remove(id),
    close: async () => undefined,
  };
});
