/** What every MemoryStore port must do, in the words of src/ports.ts; run against each store there is. */
import fc from 'fast-check';
import { TASK_STATUSES } from '../../src/contract';
import type { Memory } from '../../src/core/memory';
import type { MemoryStore } from '../../src/ports';
import { aMemory } from '../core/support/examples';

/** A place of its own for one test, empty. */
export interface MemoryStoreUnderTest {
  /** The store as the next run finds it: it knows what was made durable, and nothing else. */
  nextRun(): MemoryStore;
}

const text = fc.oneof(
  fc.string({ maxLength: 9 }),
  fc.constantFrom('00123', '1e5', '=A1', "'x", '#', '😀', '"'),
);
const version = fc.integer({ min: 1, max: 9 });
const status = fc.constantFrom(...TASK_STATUSES);
const agreed = fc.record({ lead: text, task: status, version });
const anyMemory: fc.Arbitrary<Memory> = fc.record({
  leadId: fc.constantFrom('L1', 'L2', '00123', '=A1', 'Zoë'),
  taskId: text,
  agreed: fc.option(agreed),
  written: fc.record({ title: text, notes: text }),
  seen: fc.record({
    version,
    status,
    deleted: fc.boolean(),
    ownsTitle: fc.boolean(),
    ownsNotes: fc.boolean(),
  }),
  intent: fc.option(fc.record({ from: text, to: text, agreed })),
  asked: fc.option(text),
});

export function describeMemoryStore(name: string, make: () => MemoryStoreUnderTest): void {
  describe(`${name} as a MemoryStore`, () => {
    let under: MemoryStoreUnderTest;
    beforeEach(() => {
      under = make();
    });

    /** A run that loads, as every run does, and then does this. */
    function run(work: (store: MemoryStore) => void): void {
      const store = under.nextRun();
      store.load();
      work(store);
    }
    const save = (...memories: readonly Memory[]): void =>
      run((store) => store.save(memories, memories.length));
    /** By lead id: their order is the store's own affair. */
    const stored = (): Record<string, Memory> => {
      const { memories } = under.nextRun().load();
      const byLead = Object.fromEntries(memories.map((memory) => [memory.leadId, memory]));
      expect(Object.keys(byLead)).toHaveLength(memories.length);
      return byLead;
    };
    const cursor = (): string | null => under.nextRun().load().cursor;
    const [one, two] = [aMemory({ leadId: 'L1' }), aMemory({ leadId: 'L2', taskId: 'T2' })];

    test('knows nothing at first', () => {
      expect(under.nextRun().load()).toEqual({ memories: [], cursor: null });
      expect(under.nextRun().load()).toEqual({ memories: [], cursor: null });
    });

    describe('save', () => {
      test.each<[string, Partial<Memory>]>([
        ['in step', {}],
        ['without a base', { agreed: null }],
        ['with an intent', { intent: { from: 'NEW', to: '', agreed: one.agreed! } }],
        ['with a conflict that was shown', { asked: 'NEW|3' }],
        ['of a deleted task', { seen: { ...one.seen, deleted: true, ownsTitle: false } }],
        ['with an id that looks like a number', { leadId: '00123', taskId: '1e5' }],
        ['with an id that looks like a formula', { leadId: '=A1', taskId: '+49' }],
        ['with ids that begin with a mark', { leadId: "'x", taskId: '#x' }],
        ['with ids beyond letters', { leadId: '😀', taskId: 'Zoë' }],
        ['with texts on several lines', { written: { title: '"a"', notes: 'b\nc\td' } }],
      ])('keeps a pair %s for the next run', (_, values) => {
        const memory = { ...one, ...values };
        save(memory);
        expect(stored()).toEqual({ [memory.leadId]: memory });
      });

      test('adds to what is there, and replaces by lead id', () => {
        save(one, two);
        const changed = { ...two, taskId: 'other', agreed: null };
        const three = aMemory({ leadId: 'L3' });
        save(three, changed);
        expect(stored()).toEqual({ L1: one, L2: changed, L3: three });
      });

      test('of several in one run keeps the last word on each lead', () => {
        run((store) => {
          store.save([one, two], 2);
          store.save([{ ...one, asked: 'NEW|2' }], 2);
          store.save([{ ...one, asked: 'NEW|3' }], 2);
        });
        expect(stored()).toEqual({ L1: { ...one, asked: 'NEW|3' }, L2: two });
      });

      test('keeps two leads of one task apart', () => {
        save(one, { ...two, taskId: one.taskId });
        expect(Object.values(stored()).map(({ leadId, taskId }) => [leadId, taskId])).toEqual([
          ['L1', 'T1'],
          ['L2', 'T1'],
        ]);
      });

      test.each([0, 1, 2_000])('takes 1,500 leads, though %i were expected', (expected) => {
        const many = Array.from({ length: 1_500 }, (_, index) => aMemory({ leadId: `many ${index}` }));
        run((store) => store.save(many, expected));
        expect(stored()).toEqual(Object.fromEntries(many.map((memory) => [memory.leadId, memory])));
      });

      test('leaves the cursor as it was', () => {
        save(one);
        run((store) => store.saveCursor('c1'));
        save(one, two);
        expect(cursor()).toBe('c1');
      });
    });

    describe('saveCursor', () => {
      test.each(['c1', '0', '9.9.9', 'two words'])('keeps %j for the next run', (value) => {
        save(one);
        run((store) => store.saveCursor(value));
        expect(cursor()).toBe(value);
        expect(stored()).toEqual({ L1: one });
      });

      test('keeps the last one', () => {
        save(one);
        run((store) => {
          store.saveCursor('c1');
          store.saveCursor('c2');
        });
        expect(cursor()).toBe('c2');
      });

      test('of null forgets it', () => {
        save(one);
        run((store) => store.saveCursor('c1'));
        run((store) => store.saveCursor(null));
        expect(cursor()).toBeNull();
      });

      test('counts although there is no lead yet to remember, so that the tracker is not read again in every run', () => {
        run((store) => store.saveCursor('c1'));
        expect(under.nextRun().load()).toEqual({ memories: [], cursor: 'c1' });
      });
    });

    test('whatever is saved in however many runs, each lead has its last memory', () => {
      fc.assert(
        fc.property(fc.array(fc.array(fc.array(anyMemory, { maxLength: 3 })), { maxLength: 4 }), (runs) => {
          under = make();
          const model: Record<string, Memory> = {};
          for (const saves of runs) {
            run((store) => saves.forEach((memories) => store.save(memories, memories.length)));
            for (const memory of saves.flat()) model[memory.leadId] = memory;
            expect(stored()).toEqual(model);
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}
