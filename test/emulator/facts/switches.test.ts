/** Every switch in every position: what a script, or the person before the sheet, sees of it. */
import { SWITCHES, type SwitchName, type Switches } from '../../../emulator/src/switches';
import {
  ANN,
  OWNER,
  TRIGGERS,
  attempt,
  emulate,
  longAnswer,
  mergedTexts,
  ran,
  rejected,
  run,
  sheetOf,
  slowestFetch,
  sortedRows,
  written,
} from './support/switch-probes';

type Answers<Name extends SwitchName> = readonly (readonly [position: Switches[Name], seen: unknown])[];
/** A switch without an entry does not compile; a position without an answer fails below. */
type Probes = {
  readonly [Name in SwitchName]: {
    readonly probe: (switches: Partial<Switches>) => unknown;
    readonly answers: Answers<Name>;
  };
};

const PROBES: Probes = {
  leadingSign: {
    probe: (switches) => [written(switches, '+5'), written(switches, '+a b')],
    answers: [
      [
        'number-or-formula',
        [
          ['', 5],
          ['=+a b', '#ERROR!'],
        ],
      ],
      [
        'formula',
        [
          ['=+5', 5],
          ['=+a b', '#ERROR!'],
        ],
      ],
      [
        'number-or-text',
        [
          ['', 5],
          ['', '+a b'],
        ],
      ],
    ],
  },
  plainTextFormulas: {
    probe: (switches) => [written(switches, '=1+1', '@'), written(switches, '+5', '@')],
    answers: [
      [
        'text',
        [
          ['', '=1+1'],
          ['', '+5'],
        ],
      ],
      [
        'equals',
        [
          ['=1+1', 2],
          ['', '+5'],
        ],
      ],
      [
        'equals-and-signs',
        [
          ['=1+1', 2],
          ['=+5', 5],
        ],
      ],
    ],
  },
  leadingApostrophe: {
    probe: (switches) => written(switches, "'007"),
    answers: [
      ['marks-text', ['', '007']],
      ['kept', ['', "'007"]],
    ],
  },
  nullInArrays: {
    probe: (switches) => {
      const { sheet } = sheetOf(switches);
      sheet.getRange('A1').setValue('x');
      const outcome = attempt(() => void sheet.getRange('A1').setValues([[null]]));
      return [outcome, sheet.getRange('A1').getValue() as unknown];
    },
    answers: [
      ['clears', [undefined, '']],
      ['refused', [expect.any(String), 'x']],
    ],
  },
  malformedArrays: {
    probe: (switches) => attempt(() => sheetOf(switches).sheet.getRange('A1').setValues([])),
    answers: [
      ['signature', 'The parameters '],
      ['shape', 'The number of rows in the data does not match the number of rows in the range'],
    ],
  },
  errorValues: {
    probe: (switches) => sheetOf(switches).sheet.getRange('A1').setFormula('=1/0').getValue() as unknown,
    answers: [
      ['own-text', '#DIV/0!'],
      ['generic', '#ERROR!'],
    ],
  },
  lastRowCountsBlankFormulas: {
    probe: (switches) => {
      const { sheet } = sheetOf(switches);
      sheet.getRange('A7').setFormula('=""');
      return sheet.getLastRow();
    },
    answers: [
      [true, 7],
      [false, 0],
    ],
  },
  sheetSortSparesFrozenRows: {
    probe: (switches) => sortedRows(switches, true).texts,
    answers: [
      [true, ['head', 'a', 'b']],
      [false, ['a', 'b', 'head']],
    ],
  },
  metadataFollowsSort: {
    probe: (switches) => sortedRows(switches, false).tag,
    answers: [
      [false, 2],
      [true, 3],
    ],
  },
  validationFollowsSort: {
    probe: (switches) => sortedRows(switches, false).rule,
    answers: [
      [false, false],
      [true, true],
    ],
  },
  mergedValue: {
    probe: (switches) => mergedTexts(switches)[0],
    answers: [
      ['first', ['x', '']],
      ['top-left', ['', '']],
    ],
  },
  writesUnderMerge: {
    probe: (switches) => mergedTexts(switches)[1],
    answers: [
      ['ignored', ['y', '']],
      ['kept', ['y', 'z']],
    ],
  },
  validationErrors: {
    probe: rejected,
    answers: [
      ['at-call', ['write']],
      ['at-flush', ['read']],
    ],
  },
  readsFlush: {
    probe: (switches) => rejected({ ...switches, validationErrors: 'at-flush' }),
    answers: [
      [true, ['read']],
      [false, ['flush']],
    ],
  },
  blankUnderReject: {
    probe: (switches) => {
      const { sheet, globals } = sheetOf(switches);
      const rule = globals.SpreadsheetApp.newDataValidation()
        .requireValueInList(['yes'])
        .setAllowInvalid(false);
      sheet.getRange('A1').setDataValidation(rule.build());
      return attempt(() => sheet.getRange('A1').setValue('').getValue() as unknown);
    },
    answers: [
      ['accepted', ''],
      ['refused', expect.stringContaining('The data you entered in cell A1') as unknown],
    ],
  },
  activeSheetWithoutUser: {
    probe: async (switches) => {
      const emulator = emulate(`const main = () => SpreadsheetApp.getActiveSheet().getName()`, switches);
      await emulator.as().addSheet('Second');
      emulator.workbook.as(OWNER).select('Second');
      return (await emulator.run('main', { entry: 'clock' })).returnValue;
    },
    answers: [
      ['first', 'Sheet1'],
      ['users', 'Second'],
    ],
  },
  activeSpreadsheetInWebApp: {
    probe: (switches) => run(switches, 'webapp', 'return SpreadsheetApp.getActiveSpreadsheet() === null'),
    answers: [
      ['bound', false],
      ['null', true],
    ],
  },
  documentPropertiesInWebApp: {
    probe: (switches) => run(switches, 'webapp', 'return PropertiesService.getDocumentProperties() === null'),
    answers: [
      ['bound', false],
      ['null', true],
    ],
  },
  eventDates: {
    probe: async (switches) => {
      const emulator = emulate('const onEdit = (e) => e.value', switches);
      return (await emulator.as().edit('Sheet1', 'A1', '1/2/2024'))[0]?.returnValue;
    },
    answers: [
      ['serial', '45293'],
      ['display', '1/2/2024'],
    ],
  },
  bulkEvents: {
    probe: (switches) => ran(switches, (emulator) => emulator.as().importTable('Sheet1', [['x']])),
    answers: [
      ['none', []],
      ['edit-and-change', ['edited', 'changed']],
    ],
  },
  renameTabEvent: {
    probe: (switches) => ran(switches, (emulator) => emulator.as().renameSheet('Sheet1', 'X')),
    answers: [
      ['OTHER', ['changed']],
      ['none', []],
    ],
  },
  ownWritesFireChange: {
    probe: (switches) => ran(switches, (emulator) => emulator.run('write')),
    answers: [
      [false, ['write']],
      [true, ['write', 'changed']],
    ],
  },
  toastWithoutUi: {
    probe: (switches) => run(switches, 'clock', `SpreadsheetApp.getActive().toast('x'); return 'went on'`),
    answers: [
      ['throws', expect.stringContaining('Cannot call') as unknown],
      ['ignored', 'went on'],
    ],
  },
  alertInSimpleTrigger: {
    probe: (switches) => run(switches, 'simple', `return String(SpreadsheetApp.getUi().alert('x'))`),
    answers: [
      ['refused', 'You do not have permission to call Ui'],
      ['allowed', 'OK'],
    ],
  },
  lockInSimpleTrigger: {
    probe: (switches) => run(switches, 'simple', 'return LockService.getScriptLock().tryLock(0)'),
    answers: [
      ['allowed', true],
      ['refused', 'You do not have permission to call Lock'],
    ],
  },
  triggersBornInTriggers: {
    probe: async (switches) => {
      const emulator = emulate(TRIGGERS, switches);
      await emulator.run('again', { entry: 'clock' });
      return emulator.triggers.list().map(({ enabled }) => enabled);
    },
    answers: [
      ['enabled', [true]],
      ['disabled', [false]],
    ],
  },
  activeUserInTriggers: {
    probe: async (switches) => {
      const emulator = emulate(TRIGGERS, switches);
      await emulator.run('install', { entry: 'menu' });
      return (await emulator.as(ANN).edit('Sheet1', 'A1', 'x'))[0]?.returnValue;
    },
    answers: [
      ['hidden', ''],
      ['shown', ANN],
    ],
  },
  uiInEditorRuns: {
    probe: (switches) => run(switches, 'editor', `SpreadsheetApp.getUi(); return 'there'`),
    answers: [
      ['allowed', 'there'],
      ['refused', 'Cannot call SpreadsheetApp'],
    ],
  },
  fetchTimeout: {
    probe: slowestFetch,
    answers: [
      ['as-asked', 360_000],
      ['fixed-60s', 60_000],
    ],
  },
  longAnswers: {
    probe: longAnswer,
    answers: [
      ['truncated', 'lon'],
      ['fails', 'Limit Exceeded: URLFetch Response Size.'],
    ],
  },
};

const CASES = (Object.keys(PROBES) as SwitchName[]).flatMap((name) =>
  PROBES[name].answers.map(([position, seen]) => ({ name, position, seen })),
);

test.each(CASES)('$name: $position', async ({ name, position, seen }) => {
  expect(await PROBES[name].probe({ [name]: position })).toEqual(seen);
});

test('every position of every switch is probed', () => {
  const probed = CASES.map(({ name, position }) => `${name}: ${position}`);
  const known = Object.entries(SWITCHES).flatMap(([name, { choices }]) =>
    choices.map((choice) => `${name}: ${choice}`),
  );
  expect([...probed].sort()).toEqual([...known].sort());
});
