/** Encodings, separators and line ends. */
import { parseLeadsFile } from '../../../local/leads-file';
import { column, readText } from './read-text';

const TEXT = 'Name,Email\r\nZoë Łuk,zoe@example.com\r\n田中 🏠,tanaka@example.com\r\n';
const NAMES = ['Zoë Łuk', '田中 🏠'];
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(TEXT), null],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`), null],
  ['UTF-16, low byte first', utf16(TEXT), 'Read as UTF-16.'],
  ['UTF-16, high byte first', utf16(TEXT).swap16(), 'Read as UTF-16.'],
])('%s', (_, bytes, notice) => {
  const file = parseLeadsFile(bytes, 'leads.csv');
  expect(file.header.slice(0, 6)).toEqual(['id', 'name', 'email', 'status', 'source', 'task_id']);
  expect(column(file, 'name')).toEqual(NAMES);
  expect(file.notices.filter((text) => text.startsWith('Read as'))).toEqual(notice ? [notice] : []);
});

test('Windows-1252, with the characters that Latin-1 does not have', () => {
  const bytes = Buffer.from('Name,Email,Budget\nJos\xE9 O\x92Neil,jose@example.com,\x80 5\n', 'latin1');
  const file = parseLeadsFile(bytes, 'leads.csv');
  expect(file.rows[0]).toEqual(['L-0001', 'José O’Neil', 'jose@example.com', '', '', '', '€ 5']);
  expect(file.notices[0]).toBe('Read as Windows-1252, because it is not UTF-8.');
});

test.each([
  [',', null],
  [';', 'Cells are separated by semicolons.'],
  ['\t', 'Cells are separated by tabs.'],
  ['|', 'Cells are separated by vertical bars.'],
])('separator %j', (separator, notice) => {
  const rows = [
    ['Name', 'Email', 'Size'],
    ['Ann', 'ann@example.com', `"1${separator}5"`],
  ];
  const file = readText(rows.map((cells) => cells.join(separator)).join('\n'));
  expect(file.rows).toEqual([['L-0001', 'Ann', 'ann@example.com', '', '', '', `1${separator}5`]]);
  expect(file.notices.filter((text) => text.startsWith('Cells are'))).toEqual(notice ? [notice] : []);
});

test('semicolons, although every row has more commas', () => {
  const file = readText(
    'Name;Email;Price, net, EUR\nDoe, Jo, Dr.;jo@example.com;1,5\nRoe, Al;al@example.com;2,5\n',
  );
  expect(file.header.slice(6)).toEqual(['Price, net, EUR']);
  expect(column(file, 'name')).toEqual(['Doe, Jo, Dr.', 'Roe, Al']);
});

test('one column is not split at the semicolons of its values', () => {
  const file = readText('Name\nAnn; Bob\nCid\n');
  expect(column(file, 'name')).toEqual(['Ann; Bob', 'Cid']);
});

test('one column is not split at the commas of its values either', () => {
  expect(column(readText('Name\nDoe, Ann\nRoe, Bob\n'), 'name')).toEqual(['Doe, Ann', 'Roe, Bob']);
});

test('a first line sep=; as Excel writes it is obeyed', () => {
  const file = readText('sep=;\r\nName;Email\r\nAnn;ann@example.com\r\n');
  expect(file.rows).toEqual([['L-0001', 'Ann', 'ann@example.com', '', '', '']]);
});

test.each(['\n', '\r\n', '\r'])('line end %j, with and without one at the end', (end) => {
  const text = ['Name,Note', 'Ann,"a\r\nb"', 'Bob,c'].join(end);
  for (const file of [readText(text), readText(text + end)]) {
    expect(column(file, 'name')).toEqual(['Ann', 'Bob']);
    expect(column(file, 'Note')).toEqual(['a\r\nb', 'c']);
  }
});

test('line ends of both kinds in one file', () => {
  expect(column(readText('Name,Note\r\nAnn,a\nBob,b\r\n'), 'Note')).toEqual(['a', 'b']);
});

test('spaces are kept in other columns and trimmed in the six', () => {
  const file = readText('Name,Note\n  Ann  ,  a \n');
  expect(file.rows[0]?.slice(1)).toEqual(['Ann', '', '', '', '', '  a ']);
});

test('an inch sign inside an unquoted cell stays', () => {
  const file = readText('Name,Note\nAnn,3.5" disk\nBob,"a, b"\n');
  expect(column(file, 'Note')).toEqual(['3.5" disk', 'a, b']);
  expect(file.notices[0]).toBe(
    'Quotes inside unquoted cells were kept as text, and spaces around cells were left out.',
  );
});
