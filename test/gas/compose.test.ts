/** The ports as a run gets them: the leads tab found by its id, and the run numbers as they are stored. */
import { makePorts, runNumbers } from '../../src/gas/compose';
import {
  documentProperties,
  loadSettings,
  PROPERTY,
  type StoredSettings,
} from '../../src/gas/settings-store';
import { openScript, type Script } from './support/script';

let script: Script;
beforeEach(() => {
  script = openScript();
  script.fill([['id'], ['L1']]);
  documentProperties().setProperties({
    [PROPERTY.source]: script.spreadsheet.getId(),
    [PROPERTY.address]: 'https://tracker.example.dev',
    [PROPERTY.leadsTab]: String(script.sheet.getSheetId()),
  });
});

const settings = (): StoredSettings => loadSettings(script.spreadsheet.getId());
const GONE = 'The tab with the leads is gone. Undo its deletion, or choose "Set up" for a tab named "Leads".';

test('the leads tab is found although it was renamed and moved', () => {
  script.people.renameSheet('Sheet1', 'Customers');
  script.people.addSheet('Sheet1');
  script.spreadsheet.setActiveSheet(script.sheet);
  script.spreadsheet.moveActiveSheet(2);
  expect(makePorts(script.spreadsheet, settings()).sheet.read()).toEqual({ header: ['id'], rows: [['L1']] });
});

test('a leads tab that is gone is named, and nothing else is taken for it', () => {
  script.people.addSheet('Leads');
  script.people.deleteSheet('Sheet1');
  const refused = expect.objectContaining({ code: 'leads_tab_missing', message: GONE }) as Error;
  expect(() => makePorts(script.spreadsheet, settings())).toThrow(refused);
});

test.each([null, ''])('a stored tab id of %j is refused in the same words', (id) => {
  if (id === null) documentProperties().deleteProperty(PROPERTY.leadsTab);
  else documentProperties().setProperty(PROPERTY.leadsTab, id);
  expect(() => makePorts(script.spreadsheet, settings())).toThrow(GONE);
});

test('run numbers begin at 0 and are read back as numbers', () => {
  const runs = runNumbers(documentProperties());
  expect(runs.last()).toBe(0);
  runs.save(10);
  expect(runNumbers(documentProperties()).last()).toBe(10);
});

test('new ids are short, stay text in a cell, and differ', () => {
  const { newId } = makePorts(script.spreadsheet, settings());
  const ids = Array.from({ length: 50 }, newId);
  for (const id of ids) expect(id).toMatch(/^L-[0-9a-f]{8}$/);
  expect(new Set(ids).size).toBe(50);
});
