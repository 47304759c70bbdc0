/** The order of test files: the long ones first, so that at the end no core waits for one of them. Jest knows them only after a first run. */
const Sequencer = require('@jest/test-sequencer').default;

/** Parts of paths, the longest first. */
const LONG = [
  'hostile/hostile-hour',
  'browser/script',
  'crashes/',
  'browser/main-job',
  'data/on-postgres',
  'local/start',
  'sync-feed-property',
  'browser/',
  'server/postgres',
  'runtime/cli',
  'simulation/',
  'scenarios/',
];

module.exports = class HeavyFirst extends Sequencer {
  sort(tests) {
    const known = super.sort(tests);
    // With durations of an earlier run Jest's own order is better.
    if (known.some(({ duration }) => duration !== undefined)) return known;
    const rank = ({ path }) => {
      const place = LONG.findIndex((part) => path.includes(part));
      return place < 0 ? LONG.length : place;
    };
    return [...known].sort((one, other) => rank(one) - rank(other));
  }
};
