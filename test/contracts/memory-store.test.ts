/** The hidden tab on the platform's objects, and the store that the simulations run against, keep the same contract. */
import { MemoryTab } from '../../src/gas/memory-tab';
import { documentProperties } from '../../src/gas/settings-store';
import { openScript } from '../gas/support/script';
import { World } from '../simulation/world';
import { describeMemoryStore } from './memory-store.contract';

describeMemoryStore('The hidden tab', () => {
  const { spreadsheet } = openScript();
  return { nextRun: () => new MemoryTab(spreadsheet, documentProperties()) };
});

describeMemoryStore('The store in memory', () => {
  const world = new World();
  return { nextRun: () => world.ports().memory };
});
