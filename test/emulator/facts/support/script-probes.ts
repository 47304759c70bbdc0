/** What switches about executions, triggers, people and fetches change. */
import type { Probes } from './probes';
import { ANN, OWNER, TRIGGERS, emulate, longAnswer, ran, run, slowestFetch } from './switch-probes';

export const SCRIPT_PROBES = {
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
} satisfies Partial<Probes>;
