/** No column that the sync does not use can be taken for one that it does. */
import fc from 'fast-check';
import { FIELDS } from '../../../local/leads-file';
import { headerKey } from '../../../local/leads-file/header-key';
import { nameExtraColumns } from '../../../local/leads-file/name-extra-columns';
import { readText } from './read-text';

const names = (...header: string[]): string[] =>
  nameExtraColumns(header, [...header.keys()]).map(({ name }) => name);

test.each([
  [
    ['Status', 'STATUS'],
    ['Status (2)', 'STATUS (3)'],
  ],
  [
    ['Task-ID', 'E-Mail'],
    ['Task-ID (2)', 'E-Mail (2)'],
  ],
  [
    ['Phone', 'phone', 'Phone'],
    ['Phone', 'phone (2)', 'Phone (3)'],
  ],
  [
    ['', 'Note', ''],
    ['Column 1', 'Note', 'Column 3'],
  ],
  [
    ['', 'Column 1'],
    ['Column 1 (2)', 'Column 1'],
  ],
  [
    ['Name', 'Name (2)'],
    ['Name (3)', 'Name (2)'],
  ],
])('%j becomes %j', (header, expected) => {
  expect(names(...header)).toEqual(expected);
});

test('a family name called Name stays under another name', () => {
  const file = readText('Name,Vorname\nKern,Ada\n');
  expect(file.header.slice(6)).toEqual(['Name (2)', 'Vorname']);
  expect(file.rows[0]?.slice(1, 2)).toEqual(['Ada Kern']);
});

test('property: names are distinct in any case, and none is one of the six', () => {
  const words = fc.constantFrom(
    '',
    'Name',
    'name',
    'NAME (2)',
    'task id',
    'Status',
    'status (2)',
    'Phone',
    'Column 2',
  );
  const reserved = FIELDS.map(headerKey);
  fc.assert(
    fc.property(fc.array(words, { maxLength: 9 }), (header) => {
      const given = names(...header);
      expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(header.length);
      expect(given.filter((name) => name === '' || reserved.includes(headerKey(name)))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
