/** What is remembered of a pair: when a base may be trusted, how news is absorbed, and how a half-done write is settled. */
import { absorbTask, pairMemory, settleIntent, type CellIntent, type Memory } from '../../src/core/memory';
import { aMemory, aTask, stateOf, TEXT } from './support/examples';

const lead = { id: 'L1', status: 'NEW' };

describe('a new pair', () => {
  test('just created: its base is what was pushed', () => {
    expect(pairMemory(lead, aTask(), TEXT, 'created')).toEqual(aMemory());
  });

  test('S06 created before a crash, and worked on since: a lead that is as it was pushed has not moved', () => {
    const task = aTask({ status: 'DONE', version: 4 });
    expect(pairMemory(lead, task, TEXT, 'created')).toMatchObject({
      agreed: { lead: 'NEW', task: 'TODO', version: 1 },
      seen: { status: 'DONE', version: 4 },
    });
    // The lead moved as well: nobody can tell what it came from.
    expect(pairMemory({ ...lead, status: 'LOST' }, task, TEXT, 'created').agreed).toBeNull();
  });

  test('S23 named in the row: the pushed state is the base only while nothing has happened to the task since', () => {
    expect(pairMemory(lead, aTask(), TEXT, 'named').agreed).toEqual({
      lead: 'NEW',
      task: 'TODO',
      version: 1,
    });
    // The change may have been taken over into the lead by a run whose memory is lost.
    expect(pairMemory(lead, aTask({ version: 2, status: 'DONE' }), TEXT, 'named').agreed).toBeNull();
    expect(pairMemory(lead, aTask({ version: 2, title: 'Mine' }), TEXT, 'named').agreed).toBeNull();
  });

  test('S23 the base of an untouched task holds although the lead has been edited', () => {
    expect(pairMemory({ ...lead, status: 'LOST' }, aTask(), TEXT, 'named').agreed?.lead).toBe('NEW');
  });

  test('S21 by hand: there is no base, whatever this task was pushed with before', () => {
    expect(pairMemory(lead, aTask(), TEXT, 'by hand').agreed).toBeNull();
  });

  test.each([
    ['no state', null],
    ['a state of another lead', stateOf({ lead: 'L2' })],
    ['what another program wrote', 'hello'],
    ['JSON that is no state', '{"lead":"L1"}'],
    ['JSON null', 'null'],
  ])('S23 a task with %s has no base', (_, source_state) => {
    const paired = pairMemory(lead, aTask({ source_state }), TEXT, 'created');
    expect(paired.agreed).toBeNull();
    expect(paired.written).toBe(TEXT);
  });

  test.each([
    ['null parts', '{"lead":"L1","agreed":null,"written":null}'],
    ['empty parts', '{"lead":"L1","agreed":{},"written":{}}'],
  ])('S23 a state with %s, written by another program, is no base and stops nobody', (_, source_state) => {
    const paired = pairMemory(lead, aTask({ source_state }), TEXT, 'created');
    expect(paired).toMatchObject({ agreed: null, written: TEXT });
  });

  test('S18 the title is the sync’s own only while it is what the sync wrote', () => {
    const theirs = pairMemory(lead, aTask({ title: 'Call Ada!' }), TEXT, 'created');
    expect(theirs.seen).toMatchObject({ ownsTitle: false, ownsNotes: true });
    // Renamed in the sheet after the push: still ours, because it equals what was pushed then.
    const renamed = pairMemory(lead, aTask(), { ...TEXT, title: 'Follow up: Bo' }, 'named');
    expect(renamed.seen.ownsTitle).toBe(true);
    expect(renamed.written).toEqual(TEXT);
  });
});

describe('news of a known task', () => {
  test('S23 that is older than what was agreed on, as from a restored backup, leaves no base', () => {
    const memory = aMemory({ agreed: { lead: 'CONTACTED', task: 'IN_PROGRESS', version: 3 } });
    const restored = absorbTask(memory, aTask({ version: 2, source_version: 1 }));
    expect(restored).toMatchObject({ agreed: null, seen: { version: 2, status: 'TODO' } });
    expect(absorbTask(memory, aTask({ version: 3, source_version: 1 })).agreed).toEqual(memory.agreed);
  });

  test('that says what is known already leaves the very same memory', () => {
    const memory = aMemory();
    expect(absorbTask(memory, aTask())).toBe(memory);
  });

  test('moves what was seen, not what was agreed', () => {
    const absorbed = absorbTask(aMemory(), aTask({ version: 2, status: 'DONE' }));
    expect(absorbed.seen).toMatchObject({ version: 2, status: 'DONE' });
    expect(absorbed.agreed).toEqual({ lead: 'NEW', task: 'TODO', version: 1 });
  });

  test('S14 tells of a deletion', () => {
    expect(absorbTask(aMemory(), aTask({ version: 2, deleted: true })).seen.deleted).toBe(true);
  });

  test('S18 tells that a person took over the title', () => {
    const { seen } = absorbTask(aMemory(), aTask({ version: 2, title: 'Mine' }));
    expect(seen).toMatchObject({ ownsTitle: false, ownsNotes: true });
  });

  const pushed = stateOf({
    agreed: { lead: 'CONTACTED', task: 'IN_PROGRESS' },
    written: { ...TEXT, title: 'Follow up: Bo' },
  });

  test('a push that reached the tracker before a crash is the base, not a foreign change', () => {
    const task = aTask({
      version: 3,
      status: 'DONE',
      source_state: pushed,
      source_version: 2,
      title: 'Follow up: Bo',
    });
    expect(absorbTask(aMemory(), task)).toMatchObject({
      agreed: { lead: 'CONTACTED', task: 'IN_PROGRESS', version: 2 },
      written: { title: 'Follow up: Bo' },
      seen: { version: 3, status: 'DONE', ownsTitle: true },
    });
  });

  test('a stored push no newer than what is remembered is not taken for news', () => {
    const memory = aMemory({ agreed: { lead: 'LOST', task: 'DONE', version: 5 } });
    const task = aTask({ version: 6, status: 'TODO', source_state: pushed, source_version: 5 });
    expect(absorbTask(memory, task).agreed).toEqual(memory.agreed);
  });

  test('a push made for another lead says nothing about this one', () => {
    const other = stateOf({ lead: 'L2', agreed: { lead: 'LOST', task: 'DONE' } });
    const task = aTask({ version: 3, status: 'DONE', source_state: other, source_version: 3 });
    expect(absorbTask(aMemory(), task)).toMatchObject({ agreed: aMemory().agreed, written: TEXT });
  });
});

describe('a cell that was about to be written', () => {
  const intent: CellIntent = {
    from: 'NEW',
    to: 'CONTACTED',
    agreed: { lead: 'CONTACTED', task: 'IN_PROGRESS', version: 2 },
  };
  const memory = aMemory({ intent, seen: { ...aMemory().seen, version: 2, status: 'IN_PROGRESS' } });
  const agreedIf = (status: string): Memory['agreed'] => settleIntent(memory, status).agreed;

  test('and holds the new value has landed: the base moves', () => {
    expect(agreedIf('CONTACTED')).toEqual(intent.agreed);
  });

  test('and holds the old value is decided anew from the old base', () => {
    expect(agreedIf('NEW')).toEqual(memory.agreed);
  });

  test.each(['LOST', '', 'contacted', 'new'])(
    'and holds a third value (%j) leaves the pair without a base',
    (third) => {
      expect(agreedIf(third)).toBeNull();
    },
  );

  test('is settled once: the intent is gone in every case', () => {
    for (const status of ['CONTACTED', 'NEW', 'LOST']) expect(settleIntent(memory, status).intent).toBeNull();
  });

  test('is no business of a memory without one', () => {
    const quiet = aMemory();
    expect(settleIntent(quiet, 'LOST')).toBe(quiet);
  });
});
