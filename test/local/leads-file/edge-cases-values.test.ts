/** The sample files about values: what a cell holds is what the sheet gets. */
import { column, lead, readData } from './read-text';

test('10: dates stay as they are written', () => {
  const file = readData('edge-cases/10-mixed-date-formats.csv');
  expect(column(file, 'Signup Date')).toEqual(['2024-01-15', '01/20/2024', '20.03.2024']);
  expect(column(file, 'Last Contact')).toEqual(['15-Jan-2024', '2024-01-20T14:30:00Z', 'Mar 20 2024']);
});

test('11: names in any script', () => {
  const file = readData('edge-cases/11-international-names.csv');
  expect(column(file, 'name')).toEqual([
    'Nguyễn Văn An',
    'François Müller',
    'Алексей Иванов',
    'Mohammed Al-Rashid',
  ]);
  expect(column(file, 'Language')).toEqual(['Vietnamese', 'French', 'Russian', 'Arabic']);
});

test('12: emoji', () => {
  const file = readData('edge-cases/12-unicode-emoji.csv');
  expect(column(file, 'name')).toEqual(['Sarah ✨', 'Mike 🚀', 'Lisa 💼']);
  expect(column(file, 'Rating')).toEqual(['⭐⭐⭐⭐⭐', '⭐⭐⭐', '⭐⭐⭐⭐']);
});

test('14: blank rows are left out and the ids have no gaps', () => {
  const file = readData('edge-cases/14-blank-rows.csv');
  expect(column(file, 'id')).toEqual(['L-0001', 'L-0002']);
  expect(column(file, 'name')).toEqual(['John Doe', 'Jane Smith']);
  expect(file.notices).toContain('4 blank rows left out.');
});

test('15: repeated leads are all kept, each with its own id', () => {
  const file = readData('edge-cases/15-duplicate-rows.csv');
  expect(column(file, 'id')).toEqual(['L-0001', 'L-0002', 'L-0003', 'L-0004', 'L-0005']);
  expect(column(file, 'email').filter((email) => email === 'john@dup.com')).toHaveLength(3);
  expect(column(file, 'source')).toEqual(['Facebook', 'Google', 'Facebook', 'Facebook', 'Referral']);
});

test('16: spaces around headers and around quotes do not split a quoted comma', () => {
  const file = readData('edge-cases/16-messy-formatting.csv');
  expect(file.header.slice(6)).toEqual(['Phone', 'Company']);
  expect(file.rows).toEqual([
    ['L-0001', 'John "Johnny" Doe', 'john@messy.com', '', '', '', ' 555-0900 ', ' Acme, Inc. '],
    ['L-0002', 'Jane Smith', 'jane@messy.com', '', '', '', '555-0901', 'Beta LLC'],
    ['L-0003', '', 'spaces@test.com', '', '', '', '555-0902', 'Gamma'],
  ]);
  expect(file.notices[0]).toBe(
    'Spaces stand around quoted cells: they, and those around unquoted cells, were left out.',
  );
});

test('17: what looks like a formula is a name like any other', () => {
  const file = readData('edge-cases/17-formula-injection.csv');
  expect(column(file, 'name')).toEqual(['=SUM(A1:A10)', '+1234567890', '-100', '@SUM(A1)', 'Normal User']);
});

test('18: phone numbers keep their plus signs, brackets and spaces', () => {
  const file = readData('edge-cases/18-international-phones.csv');
  expect(column(file, 'Phone')).toEqual([
    '+1 (555) 123-4567',
    '+44 7700 900123',
    '+91 98765 43210',
    '+49 170 1234567',
    '+81 90-1234-5678',
    '+55 11 91234-5678',
  ]);
  expect(column(file, 'Country Code')).toEqual(['+1', '+44', '+91', '+49', '+81', '+55']);
});

test('20: two columns and two rows are enough, without a line end at the end', () => {
  const file = readData('edge-cases/20-tiny-two-row.csv');
  expect(file.header).toEqual(['id', 'name', 'email', 'status', 'source', 'task_id']);
  expect(file.rows).toEqual([
    ['L-0001', 'Alice', 'alice@tiny.com', '', '', ''],
    ['L-0002', 'Bob', 'bob@tiny.com', '', '', ''],
  ]);
});

test('21: tabs, although the file is called .csv', () => {
  const file = readData('edge-cases/21-tab-separated.csv');
  expect(file.notices[0]).toBe('Cells are separated by tabs.');
  expect(file.rows[0]).toEqual(['L-0001', 'Tab User One', 'tab1@test.com', '', '', '', '5551200', 'TabCorp']);
});

test('23: a line end inside quotes stays in its cell', () => {
  const file = readData('edge-cases/23-quoted-fields-multiline.csv');
  expect(column(file, 'Address')).toEqual(['123 Main St\nApt 4B', '456 Oak Ave']);
});

test('26: two hundred leads with four words for a status', () => {
  const file = readData('edge-cases/26-large-dataset-200-rows.csv');
  expect(file.rows).toHaveLength(200);
  expect(file.header.slice(6)).toEqual(['Phone', 'Company', 'City', 'Lead Owner']);
  const statuses = column(file, 'status');
  expect([...new Set(statuses)].sort()).toEqual([
    'BAD_LEAD',
    'DID_NOT_CONNECT',
    'GOOD_LEAD_FOLLOW_UP',
    'SALE_DONE',
  ]);
  expect(statuses.filter((status) => status === 'SALE_DONE')).toHaveLength(50);
  expect(lead(file, 199)).toEqual({
    id: 'L-0200',
    name: 'Linda Davis',
    email: 'linda.davis199@demo.com',
    status: 'SALE_DONE',
    source: 'Walk-in',
    task_id: '',
  });
});
