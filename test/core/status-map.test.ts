/** The status map is a lens: what already agrees is never moved, and words match whole or not at all. */
import fc from 'fast-check';
import { TASK_STATUSES, type TaskStatus } from '../../src/contract';
import { LeadSyncError } from '../../src/core/errors';
import { DEFAULT_STATUS_MAP, parseStatusMap, StatusLens, type StatusMap } from '../../src/core/status-map';

const lens = new StatusLens(DEFAULT_STATUS_MAP);
const LEAD_STATUSES = ['NEW', 'CONTACTED', 'QUALIFIED', 'LOST'] as const;

describe('the default map, all 4 × 3 pairs', () => {
  // Written out from the design, not computed: rows are leads, columns what each becomes once its task is TODO, IN_PROGRESS, DONE.
  test.each([
    ['NEW', 'TODO', ['NEW', 'CONTACTED', 'QUALIFIED']],
    ['CONTACTED', 'IN_PROGRESS', ['NEW', 'CONTACTED', 'QUALIFIED']],
    ['QUALIFIED', 'DONE', ['NEW', 'CONTACTED', 'QUALIFIED']],
    ['LOST', 'DONE', ['LOST', 'LOST', 'LOST']],
  ])('%s stands for %s, and becomes %j', (lead, task, words) => {
    expect(lens.toTask(lead)).toBe(task);
    expect(TASK_STATUSES.map((status) => lens.toLead(status, lead))).toEqual(words);
  });

  test.each(LEAD_STATUSES)('%s is left as it is by the task status it stands for', (lead) => {
    expect(lens.toLead(lens.toTask(lead)!, lead)).toBe(lead);
  });

  test('S12 only LOST is terminal', () => {
    expect(LEAD_STATUSES.filter((lead) => lens.isTerminal(lead))).toEqual(['LOST']);
  });
});

describe('matching of words', () => {
  test.each(['contacted', 'CONTACTED', '  Contacted ', 'cOnTaCtEd\t', '\u00a0contacted'])(
    '%j is CONTACTED, whatever its case and outer spaces',
    (word) => {
      expect(lens.toTask(word)).toBe('IN_PROGRESS');
      // A word that agrees already is not rewritten into the map's spelling.
      expect(lens.toLead('IN_PROGRESS', word)).toBe(word);
    },
  );

  test.each([
    'Not Contacted',
    'Disqualified',
    'CONTACT',
    'NEW!',
    'LO ST',
    'null',
    'constructor',
    '__proto__',
  ])('S03 %j is not in the map: no substring, no guess, no inherited property', (word) => {
    expect(lens.toTask(word)).toBeNull();
    expect(lens.isTerminal(word)).toBe(false);
  });

  test.each(['', '   ', '\t'])(
    'S04 a blank (%j) means the first status, and stays blank until it is moved',
    (blank) => {
      expect(lens.toTask(blank)).toBe('TODO');
      expect(lens.toLead('TODO', blank)).toBe(blank);
      expect(lens.toLead('IN_PROGRESS', blank)).toBe('CONTACTED');
    },
  );

  test('S12 a terminal word is terminal in any case', () => {
    for (const task of TASK_STATUSES) expect(lens.toLead(task, ' Lost ')).toBe(' Lost ');
  });
});

describe('a map with the words of a real sheet', () => {
  const real = new StatusLens(
    parseStatusMap({
      leads: {
        'Open - Not Contacted': 'TODO',
        'Working - Contacted': 'IN_PROGRESS',
        Contacted: 'IN_PROGRESS',
        'Closed Won': 'DONE',
        Qualified: 'DONE',
        Disqualified: 'TODO',
        'Closed Lost': 'DONE',
      },
      tasks: { TODO: 'open - not contacted', IN_PROGRESS: 'Contacted', DONE: ' Closed Won' },
      terminal: ['closed lost', 'Disqualified'],
    }),
  );

  test('keeps apart words that contain one another', () => {
    expect(real.toTask('Contacted')).toBe('IN_PROGRESS');
    expect(real.toTask('Open - Not Contacted')).toBe('TODO');
    expect(real.toTask('Not Contacted')).toBeNull();
    expect(real.toTask('Qualified')).toBe('DONE');
    expect(real.toTask('Disqualified')).toBe('TODO');
    expect(real.isTerminal('Qualified')).toBe(false);
    expect(real.isTerminal('DISQUALIFIED')).toBe(true);
  });

  test('writes the words as "leads" spells them', () => {
    expect(TASK_STATUSES.map((task) => real.toLead(task, 'unheard of'))).toEqual([
      'Open - Not Contacted',
      'Contacted',
      'Closed Won',
    ]);
  });

  test('leaves a second word for the same task status alone', () => {
    expect(real.toLead('IN_PROGRESS', 'Working - Contacted')).toBe('Working - Contacted');
    expect(real.toLead('DONE', 'Qualified')).toBe('Qualified');
  });
});

describe('any map a person can write', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abzABZ éß-'), minLength: 1, maxLength: 6 });
  const words = fc
    .uniqueArray(
      word.filter((text) => text.trim() !== ''),
      { minLength: 3, maxLength: 8, selector: (text) => text.trim().toLowerCase() },
    )
    .chain((list) =>
      fc.record({
        list: fc.constant(list),
        tasks: fc.tuple(...list.map((_, index) => fc.constantFrom(...taskChoices(index)))),
        terminal: fc.subarray(list),
        sheetWord: fc.oneof(fc.constantFrom(...list), word),
      }),
    );
  const maps = words.map(({ list, tasks, terminal, sheetWord }) => {
    const leads = Object.fromEntries(list.map((text, index) => [text, tasks[index] as TaskStatus]));
    const named = Object.fromEntries(TASK_STATUSES.map((status, index) => [status, list[index]]));
    return { map: parseStatusMap({ leads, tasks: named, terminal }), first: list[0]!, sheetWord };
  });
  const task = fc.constantFrom(...TASK_STATUSES);

  /** The first three words stand for the three task statuses, so that each has one to name. */
  function taskChoices(index: number): readonly TaskStatus[] {
    return index < 3 ? [TASK_STATUSES[index] as TaskStatus] : TASK_STATUSES;
  }

  test('what was put in comes out: the lead a task was moved to stands for that task status, unless it is terminal', () => {
    fc.assert(
      fc.property(maps, task, ({ map, sheetWord }, status) => {
        const theirs = new StatusLens(map);
        const moved = theirs.toLead(status, sheetWord);
        expect(theirs.isTerminal(sheetWord) ? moved : theirs.toTask(moved)).toBe(
          theirs.isTerminal(sheetWord) ? sheetWord : status,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test('what agrees is not moved, and moving twice is moving once', () => {
    fc.assert(
      fc.property(maps, task, ({ map, sheetWord }, status) => {
        const theirs = new StatusLens(map);
        const own = theirs.toTask(sheetWord);
        if (own !== null) expect(theirs.toLead(own, sheetWord)).toBe(sheetWord);
        expect(theirs.toLead(status, theirs.toLead(status, sheetWord))).toBe(
          theirs.toLead(status, sheetWord),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test('S04 blank means the first status of the map', () => {
    fc.assert(
      fc.property(maps, ({ map, first }) => {
        expect(new StatusLens(map).toTask(' ')).toBe(map.leads[first.trim()]);
      }),
    );
  });
});

describe('a map that does not hold together is refused with what to change', () => {
  const leads = { New: 'TODO', Busy: 'IN_PROGRESS', Won: 'DONE' };
  const tasks = { TODO: 'New', IN_PROGRESS: 'Busy', DONE: 'Won' };
  const example = 'See "Status words" in the README for an example.';

  test.each<[string, unknown, string]>([
    ['text', 'NEW=TODO', `The status map must be an object. ${example}`],
    ['a list', [], `The status map must be an object. ${example}`],
    ['null', null, `The status map must be an object. ${example}`],
    ['no leads', { tasks }, `"leads" must be an object. ${example}`],
    ['leads as a list', { leads: ['New'], tasks }, `"leads" must be an object. ${example}`],
    ['leads without a word', { leads: {}, tasks }, '"leads" must list at least one lead status.'],
    ['no tasks', { leads }, `"tasks" must be an object. ${example}`],
    [
      'a blank word',
      { leads: { ...leads, ' ': 'TODO' }, tasks },
      '"leads" has an empty status. A blank cell already means the first status.',
    ],
    [
      'a word twice',
      { leads: { ...leads, ' NEW': 'DONE' }, tasks },
      '"leads" lists " NEW" twice (case and outer spaces do not count).',
    ],
    [
      'an unknown task status',
      { leads: { ...leads, Old: 'Done' }, tasks },
      '"leads" must map "Old" to one of TODO, IN_PROGRESS, DONE.',
    ],
    [
      'a task status without a word',
      { leads, tasks: { TODO: 'New', DONE: 'Won' } },
      '"tasks" must name, for IN_PROGRESS, a lead status that "leads" maps to IN_PROGRESS.',
    ],
    [
      'a word that "leads" does not list',
      { leads, tasks: { ...tasks, TODO: 'Fresh' } },
      '"tasks" must name, for TODO, a lead status that "leads" maps to TODO.',
    ],
    [
      'a word that stands for another task status',
      { leads, tasks: { ...tasks, DONE: 'Busy' } },
      '"tasks" must name, for DONE, a lead status that "leads" maps to DONE.',
    ],
    [
      'terminal as one word',
      { leads, tasks, terminal: 'Won' },
      '"terminal" must be a list of lead statuses.',
    ],
    [
      'terminal with a number',
      { leads, tasks, terminal: [7] },
      '"terminal" must be a list of lead statuses.',
    ],
    [
      'a terminal word that "leads" does not list',
      { leads, tasks, terminal: ['won', 'Gone'] },
      '"terminal" names "Gone", which "leads" does not list. Add it there.',
    ],
  ])('%s', (_, json, message) => {
    expect(refusal(json)).toEqual({ code: 'status_map_invalid', message });
  });

  test('the same words in order are taken, and no terminal ones are fine', () => {
    const parsed: StatusMap = parseStatusMap({ leads, tasks });
    expect(parsed).toEqual({ leads, tasks, terminal: [] });
  });

  function refusal(json: unknown): { code: string; message: string } | null {
    try {
      parseStatusMap(json);
      return null;
    } catch (error) {
      if (!(error instanceof LeadSyncError)) throw error;
      return { code: error.code, message: error.message };
    }
  }
});
