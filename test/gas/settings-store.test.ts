/** Settings as they are stored: what a run gets from them, and the sentence for each way in which they cannot be used. */
import { DEFAULT_STATUS_MAP } from '../../src/core/status-map';
import {
  documentProperties,
  loadSettings,
  PROPERTY,
  USER_PROPERTY,
  userProperties,
} from '../../src/gas/settings-store';
import { COLLEAGUE, openScript } from './support/script';

const FILE = 'spreadsheet-1';
const SET_UP = {
  [PROPERTY.source]: FILE,
  [PROPERTY.address]: 'https://tracker.example.dev',
  [PROPERTY.leadsTab]: '17',
};

beforeEach(() => {
  openScript();
  documentProperties().setProperties(SET_UP);
});

test('after "Set up" everything else has a default', () => {
  expect(loadSettings(FILE)).toEqual({
    sync: {
      source: FILE,
      statusMap: DEFAULT_STATUS_MAP,
      conflictPolicy: 'sheet',
      newRowIds: false,
      timeBudget: 4.5 * 60_000,
      batchSize: 500,
    },
    address: 'https://tracker.example.dev',
    key: '',
    leadsTabId: 17,
    paused: false,
  });
});

test('what people chose counts', () => {
  const statusMap = { ...DEFAULT_STATUS_MAP, terminal: ['LOST', 'QUALIFIED'] };
  documentProperties().setProperties({
    [PROPERTY.statusMap]: JSON.stringify(statusMap),
    [PROPERTY.conflictPolicy]: 'ask',
    [PROPERTY.newRowIds]: 'yes',
    [PROPERTY.paused]: 'yes',
  });
  expect(loadSettings(FILE)).toMatchObject({
    sync: { statusMap, conflictPolicy: 'ask', newRowIds: true },
    paused: true,
  });
});

test('the key is each person’s own, and no other editor can read it', () => {
  userProperties().setProperty(USER_PROPERTY.key, 'k-5ecret');
  expect(loadSettings(FILE).key).toBe('k-5ecret');
  expect(JSON.stringify(documentProperties().getProperties())).not.toContain('k-5ecret');
  openScript({ user: COLLEAGUE });
  documentProperties().setProperties(SET_UP);
  expect(loadSettings(FILE).key).toBe('');
});

const NOT_SET_UP = 'Lead Sync is not set up yet. Choose "Set up" in the Lead Sync menu.';
const A_COPY =
  'This spreadsheet is a copy of one that is synced. Choose "Set up" to link it on its own, or leave it as it is.';

describe('a run is refused', () => {
  test.each<[string, string, string, string, string]>([
    ['without an address', PROPERTY.address, '', 'settings_incomplete', NOT_SET_UP],
    ['without a source', PROPERTY.source, '', 'settings_incomplete', NOT_SET_UP],
    ['in a copy of the spreadsheet', PROPERTY.source, 'spreadsheet-2', 'settings_incomplete', A_COPY],
    [
      'with a status map that is no JSON',
      PROPERTY.statusMap,
      '{"leads"',
      'status_map_invalid',
      'The stored status map is not JSON. Set it again.',
    ],
    [
      'with a status map that is no map',
      PROPERTY.statusMap,
      '[]',
      'status_map_invalid',
      'The status map must be an object. See "Status words" in the README for an example.',
    ],
    [
      'with a status map that says too little',
      PROPERTY.statusMap,
      '{"leads":{"NEW":"TODO"},"tasks":{}}',
      'status_map_invalid',
      '"tasks" must name, for TODO, a lead status that "leads" maps to TODO.',
    ],
    [
      'with a conflict policy that is none',
      PROPERTY.conflictPolicy,
      'newest',
      'settings_invalid',
      'The conflict policy must be one of sheet, tracker, ask.',
    ],
    [
      'with an empty conflict policy',
      PROPERTY.conflictPolicy,
      '',
      'settings_invalid',
      'The conflict policy must be one of sheet, tracker, ask.',
    ],
  ])('%s', (_, property, value, code, message) => {
    documentProperties().setProperty(property, value);
    const refused = expect.objectContaining({ name: 'LeadSyncError', code, message }) as Error;
    expect(() => loadSettings(FILE)).toThrow(refused);
  });

  test('in a spreadsheet where nothing was ever stored', () => {
    documentProperties().deleteAllProperties();
    expect(() => loadSettings(FILE)).toThrow(NOT_SET_UP);
  });

  test('in a copy before anything else is looked at, whatever else was damaged', () => {
    documentProperties().setProperties({ [PROPERTY.source]: 'other', [PROPERTY.statusMap]: '{' });
    expect(() => loadSettings(FILE)).toThrow(A_COPY);
  });
});
