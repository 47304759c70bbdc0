/** The promises of the sync, tried on 20,000 random programs with sorts, copies, crashes and lost memory. */
import fc from 'fast-check';
import { execute, programs, type Program } from './program';

/** Programs that once lost an edit. */
const FOUND: Readonly<Record<string, Program>> = {
  'a run of one row writes a cell from what an older run saw, after a crash between a push and its base': {
    policy: 'tracker',
    steps: [
      { do: 'run', scope: 'rows', fault: null, meanwhile: [[1, { do: 'cut-row', lead: '1' }]] },
      { do: 'task-status', lead: '02', word: 'TODO' },
      {
        do: 'run',
        scope: 'unlinked',
        fault: null,
        meanwhile: [[5, { do: 'task-status', lead: '02', word: 'IN_PROGRESS' }]],
      },
      { do: 'sheet-status', lead: '02', word: 'CONTACTED' },
      { do: 'run', scope: 'all', fault: { call: 8, kind: 'kill', when: 'before' }, meanwhile: [] },
      { do: 'run', scope: 'rows', fault: null, meanwhile: [] },
      { do: 'lose-hidden-tab' },
    ],
  },
};

const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 20_000);

describe('whatever people and crashes do', () => {
  it.each(Object.entries(FOUND))('%s', (_name, program) => {
    expect(execute(program).complaints).toEqual([]);
  });

  it('no edit is lost in silence, nothing is doubled, and the sync comes to rest', () => {
    let limits = 0;
    fc.assert(
      fc.property(programs(['sheet', 'tracker', 'ask']), (program) => {
        const { complaints, knownLimit } = execute(program);
        if (knownLimit) limits += 1;
        else expect(complaints).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    // The one documented hole stays small: it must not become the excuse for others.
    expect(limits / RUNS).toBeLessThan(0.02);
  }, 1_800_000);
});
