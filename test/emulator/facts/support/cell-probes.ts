/** What switches about values, cells and tabs change for a script. */
import type { Probes } from './probes';
import { attempt, mergedTexts, rejected, sheetOf, sortedRows, written } from './switch-probes';

export const CELL_PROBES = {
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
} satisfies Partial<Probes>;
