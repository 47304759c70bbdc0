/** Every way a file cannot be used has its code and says what to do. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLeadsFile, readLeadsFile } from '../../../local/leads-file';
import { readFailure } from '../../../local/leads-file/read-leads-file';
import { failure, readText } from './read-text';

const folder = mkdtempSync(join(tmpdir(), 'leads-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const parseBytes = (bytes: Buffer): Error & { code: string } =>
  failure(() => parseLeadsFile(bytes, 'leads.csv'));

test('a path that is not there, and a folder', () => {
  const missing = join(folder, 'missing.csv');
  expect(failure(() => readLeadsFile(missing))).toMatchObject({
    code: 'NOT_FOUND',
    message: `There is no file ${missing}: check the path.`,
    data: { file: missing },
  });
  expect(failure(() => readLeadsFile(folder)).code).toBe('IS_DIRECTORY');
});

test.each([
  ['EACCES', 'NO_PERMISSION'],
  ['EPERM', 'NO_PERMISSION'],
  ['ENOTDIR', 'NOT_FOUND'],
  ['EIO', 'UNREADABLE'],
])('the system says %s', (systemCode, code) => {
  const cause = Object.assign(new Error('from the system'), { code: systemCode });
  expect(readFailure('leads.csv', cause)).toMatchObject({ code, cause });
});

test('an empty file, one with only blanks, one with only a byte order mark', () => {
  const path = join(folder, 'empty.csv');
  writeFileSync(path, '');
  expect(failure(() => readLeadsFile(path)).code).toBe('EMPTY');
  expect(failure(() => readText(' \r\n\n')).code).toBe('EMPTY');
  expect(failure(() => readText('\uFEFF')).code).toBe('EMPTY');
});

test.each([
  ['xlsx', Buffer.from('PK\x03\x04rest', 'latin1'), 'an Excel workbook (.xlsx)'],
  ['xls', Buffer.from('\xD0\xCF\x11\xE0\xA1\xB1', 'latin1'), 'an old Excel workbook'],
  ['PDF', Buffer.from('%PDF-1.7'), 'a PDF'],
  ['gzip', Buffer.from('\x1F\x8B\x08', 'latin1'), 'a gzip archive'],
  ['HTML called .xls', Buffer.from('\n<html><table>'), 'a web page'],
  ['bytes with NUL', Buffer.from('Name,Email\nA\0B,c@example.com'), 'not plain text'],
])('%s', (_, bytes, kind) => {
  const error = parseBytes(bytes);
  expect(error.code).toBe('NOT_TEXT');
  expect(error.message).toContain(`leads.csv is ${kind}`);
  expect(error.message).toContain('save it as CSV (UTF-8).');
});

test.each(['\n', '\r\n'])(
  'a quote that is never closed, after cells of several lines, with line end %j',
  (end) => {
    const text = ['Name,Note', 'Ann,"a', 'b"', 'Bob,c', 'Secret,"open', 'Dan,d', ''].join(end);
    const error = failure(() => readText(text));
    expect(error).toMatchObject({ code: 'QUOTE_NOT_CLOSED', data: { file: 'leads.csv', line: 5 } });
    expect(error.message).toBe(
      'leads.csv, line 5: a quote (") opens a cell and is never closed: close it or remove it.',
    );
  },
);

test('a quote that meets the next one does not run two leads together', () => {
  const error = failure(() => readText('Name,Note\nAnn,"open\nBob,"b"\n'));
  expect(error).toMatchObject({ code: 'STRAY_QUOTE', data: { line: 2 } });
});

test.each(['Name,Note\n"Ann "the Boss" Lee",x\n', 'Name,Note\nAnn 5",x\n"Bob" Lee,y\n'])(
  'text after a closing quote is refused: %j',
  (text) => expect(failure(() => readText(text)).code).toBe('STRAY_QUOTE'),
);

test('errors about quotes carry no cell, not even in a cause', () => {
  const error = failure(() => readText('Name,Note\nSecret,"open\n'));
  expect(JSON.stringify([error, error.message, error.stack, error.cause])).not.toContain('Secret');
});

test('no header: what was found, and what would be recognised', () => {
  const error = failure(() => readText('Colour,Shape\nred,round\n'));
  expect(error.code).toBe('NO_HEADER');
  expect(error.message).toContain("Its first row is 'Colour', 'Shape';");
  expect(error.message).toContain("'First Name' and 'Last Name'");
});

test('no header but a lead in the first row: the lead is not shown', () => {
  const error = failure(() => readText('Secret,secret@example.com\nOther,other@example.com\n'));
  expect(error.code).toBe('NO_HEADER');
  expect(error.message).toContain('Its first row looks like data');
  expect(error.message).not.toMatch(/secret/i);
});

test.each(['Name,Email\n', 'Name,Email', 'Name,Email\n,\n\n', 'Name,Email\nName,Email\n'])(
  'a header and no leads: %j',
  (text) => expect(failure(() => readText(text)).code).toBe('NO_ROWS'),
);
