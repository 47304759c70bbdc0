/** Banners, blank and ragged rows, repeated headers, ids. */
import { column, readText } from './read-text';

test('banner rows above the header are left out', () => {
  const file = readText('Leads of May\nExported by: crm\n\nName,Email\nAnn,ann@example.com\n');
  expect(column(file, 'name')).toEqual(['Ann']);
  expect(file.notices).toContain('2 rows above the header left out.');
});

test('a banner with the word of a header does not win over the header', () => {
  const file = readText('Contact,,,\nName,E-mail,Status,Phone\nAnn,ann@example.com,NEW,1\n');
  expect(column(file, 'status')).toEqual(['NEW']);
});

test('the header may be the twentieth row that is not blank, and not a later one', () => {
  const banner = (rows: number): string => 'a note\n\n'.repeat(rows);
  expect(readText(`${banner(19)}Name,Email\nAnn,ann@example.com\n`).rows).toHaveLength(1);
  expect(() => readText(`${banner(20)}Name,Email\nAnn,ann@example.com\n`)).toThrow('no header');
});

test('a lead whose source is Email is not taken for the header', () => {
  const file = readText('E-mail,Origin,\nann@example.com,Email,x\nbob@example.com,Email,y\n');
  expect(column(file, 'email')).toEqual(['ann@example.com', 'bob@example.com']);
});

test('a row that repeats the header is left out', () => {
  const file = readText('Name,Email\nAnn,ann@example.com\nName,Email\nBob,bob@example.com\nName,Emil\n');
  expect(column(file, 'name')).toEqual(['Ann', 'Bob', 'Name']);
  expect(file.notices).toContain('1 row repeating the header left out.');
});

test('a lead called Name under the only header Name is kept', () => {
  expect(column(readText('Name\nName\n'), 'name')).toEqual(['Name']);
});

test('short rows are filled up, and that is said', () => {
  const file = readText('Name,Email,Phone,Note\nAnn\nBob,bob@example.com,1,n\nCid,cid@example.com\n');
  expect(file.rows.map((cells) => cells.length)).toEqual([8, 8, 8]);
  expect(file.notices).toContain('2 rows with fewer cells than the header filled up with blank cells.');
});

test('values beyond the header are kept in a column of their own, and the lines are named', () => {
  const file = readText(
    'Name,Email\n"Ann\nLee",ann@example.com,x\nBob,bob@example.com,,\nCid,cid@example.com,,y\n',
  );
  expect(file.header.slice(6)).toEqual(['Column 3', 'Column 4']);
  expect(column(file, 'Column 3')).toEqual(['x', '', '']);
  expect(column(file, 'Column 4')).toEqual(['', '', 'y']);
  expect(file.notices).toContain(
    '2 rows with more cells than the header (in line 2, 5): check that no value has moved.',
  );
});

test('only the first five lines are named', () => {
  const { notices } = readText(`Name,Email\n${'Ann,ann@example.com,x\n'.repeat(8)}`);
  expect(notices.join('\n')).toContain(
    '8 rows with more cells than the header (in line 2, 3, 4, 5, 6 and 3 more)',
  );
});

test('ids have as many digits as the last one needs', () => {
  const file = readText(`Name,Note\n${'Ann,x\n'.repeat(12_000)}`);
  expect(file.rows[0]?.[0]).toBe('L-00001');
  expect(file.rows.at(-1)?.[0]).toBe('L-12000');
  expect(file.notices).toContain(
    'Ids L-00001 to L-12000 given in the order of the rows, because the file has no id column.',
  );
});

test('ids of the file are kept: zeros in front, blanks and repeats', () => {
  const file = readText('ID,Name\n00107,Ann\n,Bob\n 7 ,Cid\n7,Dan\n1e5,Eve\n');
  expect(column(file, 'id')).toEqual(['00107', '', '7', '7', '1e5']);
  expect(file.notices).toEqual([
    "Columns: id from 'ID', name from 'Name'.",
    'No column for email, status, source: left blank.',
    '1 row without an id.',
    '1 id in more than one row.',
  ]);
});

test('status words are kept as they are', () => {
  const file = readText('id,name,status\n1,Ann, closed Won \n2,Bob,NEW\n3,Cid,\n');
  expect(column(file, 'status')).toEqual(['closed Won', 'NEW', '']);
});

test('notices hold no value of a lead', () => {
  const { notices } = readText('Name,Email\nSecret,secret@example.com,hidden\nSecret\n\n');
  expect(notices.join(' ')).not.toMatch(/secret|hidden/i);
});
