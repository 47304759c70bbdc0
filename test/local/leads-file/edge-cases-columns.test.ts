/** The sample files about headers: which column is taken for which field, and what becomes of the others. */
import { column, lead, readData } from './read-text';

const SIX = ['id', 'name', 'email', 'status', 'source', 'task_id'];
const NO_IDS = (last: string): string =>
  `Ids L-0001 to ${last} given in the order of the rows, because the file has no id column.`;

test('01: a Facebook export gives name, e-mail and the platform as the source', () => {
  const file = readData('edge-cases/01-facebook-leads-standard.csv');
  expect(file.header).toEqual([...SIX, 'created_time', 'phone_number', 'form_name']);
  expect(file.rows).toHaveLength(5);
  expect(file.rows[2]).toEqual([
    'L-0003',
    'Carlos Mendez',
    'carlos.m@outlook.com',
    '',
    'fb',
    '',
    '2024-03-16 14:22:00',
    '+52 55 1234 5678',
    'Eden Park Inquiry',
  ]);
  expect(file.notices).toEqual([
    "Columns: name from 'full_name', email from 'email', source from 'platform'.",
    'No column for status: left blank.',
    NO_IDS('L-0005'),
  ]);
});

test('02: Full Name and Email Address are found, and doubtful values are kept', () => {
  const file = readData('edge-cases/02-facebook-leads-messy-headers.csv');
  expect(file.header).toEqual([...SIX, 'Created Time', 'Phone', 'Ad Name', 'campaign_id', 'is_organic']);
  expect(column(file, 'email')).toEqual(['john@example.com', '', 'invalid-email']);
  expect(column(file, 'name')).toEqual(['John Doe', 'Jane Smith', 'N/A']);
  expect(column(file, 'source')).toEqual(['', '', '']);
});

test('03: a Google Ads export has e-mails only, and a click id is not a lead id', () => {
  const file = readData('edge-cases/03-google-ads-leads.csv');
  expect(file.header.slice(6)).toEqual([
    'GCLID',
    'Lead Phone',
    'Conversion Name',
    'Conversion Time',
    'Keyword',
    'Device',
  ]);
  expect(lead(file, 1)).toEqual({
    id: 'L-0002',
    name: '',
    email: 'sophie.martin@free.fr',
    status: '',
    source: '',
    task_id: '',
  });
  expect(column(file, 'GCLID')).toEqual(['CjwKCAiA', 'CjwKCAiB', 'CjwKCAiC']);
  expect(file.notices).toContain('No column for name, status, source: left blank.');
});

test('04: Customer Name and Lead Status are used, and State is a place', () => {
  const file = readData('edge-cases/04-google-ads-export-utf8.csv');
  expect(file.header).toEqual([...SIX, 'Date', 'Phone Number', 'City', 'State', 'Country']);
  expect(column(file, 'status')).toEqual(['New', 'Contacted', 'Qualified']);
  expect(column(file, 'name')).toEqual(['Müller Hans', 'María García', '田中太郎']);
  expect(column(file, 'State')).toEqual(['BE', 'MD', 'TK']);
});

test('05: First Name and Last Name make the name and stay; Company Name is no name', () => {
  const file = readData('edge-cases/05-excel-export.csv');
  expect(file.header).toEqual([
    ...SIX,
    'First Name',
    'Last Name',
    'Mobile',
    'Company Name',
    'Job Title',
    'Created Date',
  ]);
  expect(column(file, 'name')).toEqual(['Alice Johnson', 'Bob Williams', 'Charlie Brown']);
  expect(column(file, 'Last Name')).toEqual(['Johnson', 'Williams', 'Brown']);
  expect(file.notices[0]).toBe("Columns: name from 'First Name' + 'Last Name', email from 'Email Address'.");
});

test('06: an agency export has its own ids and status words, which are kept', () => {
  const file = readData('edge-cases/06-agency-crm-export.csv');
  expect(file.header).toEqual([...SIX, 'Mobile', 'Lead Owner', 'Campaign', 'Notes']);
  expect(column(file, 'id')).toEqual(['LD-1001', 'LD-1002', 'LD-1003', 'LD-1004']);
  expect(column(file, 'status')).toEqual(['GOOD_LEAD_FOLLOW_UP', 'DID_NOT_CONNECT', 'BAD_LEAD', 'SALE_DONE']);
  expect(lead(file, 2)).toMatchObject({ name: 'Vikram Singh', email: '', source: 'Referral' });
  expect(file.notices).toEqual([
    "Columns: id from 'Lead ID', name from 'Contact Name', email from 'Email', status from 'Status', source from 'Source'.",
  ]);
});

test('07: Client Name, CRM Status and Data Source are used; Sales Rep is not a name', () => {
  const file = readData('edge-cases/07-real-estate-crm.csv');
  expect(file.header).toEqual([...SIX, 'Property', 'Phone', 'Sales Rep', 'City', 'Budget']);
  expect(lead(file, 0)).toEqual({
    id: 'L-0001',
    name: 'Aisha Khan',
    email: 'aisha.k@email.com',
    status: 'GOOD_LEAD_FOLLOW_UP',
    source: 'meridian_tower',
    task_id: '',
  });
});

test('08: misspelt headers are understood, and that is said', () => {
  const file = readData('edge-cases/08-broken-headers-typos.csv');
  expect(file.header).toEqual([...SIX, 'Phne', 'Compny']);
  expect(column(file, 'name')).toEqual(['John Doe', 'Jane Smith', '']);
  expect(column(file, 'status')).toEqual(['Active', 'Pending', 'Active']);
  expect(file.notices).toContain(
    "Taken for a misspelt header: name from 'Nmae', email from 'Emial', status from 'Statu'.",
  );
});

test('09: a second Name and Email are kept under names of their own', () => {
  const file = readData('edge-cases/09-duplicate-headers.csv');
  expect(file.header).toEqual([...SIX, 'Phone', 'Name (2)', 'Email (2)', 'Notes']);
  expect(column(file, 'name')).toEqual(['John Doe', 'Jane Smith']);
  expect(column(file, 'Name (2)')).toEqual(['John D.', 'Jane S.']);
  expect(column(file, 'email')).toEqual(['john@dup.com', 'jane@dup.com']);
  expect(column(file, 'Email (2)')).toEqual(['john.d@alt.com', 'jane.s@work.com']);
  expect(file.notices).toContain(
    "Kept under another name: column 4 'Name' as 'Name (2)', column 5 'Email' as 'Email (2)'.",
  );
});

test('13: Spanish headers are understood', () => {
  const file = readData('edge-cases/13-mixed-languages.csv');
  expect(file.header).toEqual([...SIX, 'Telefono', 'Empresa', 'Notas']);
  expect(column(file, 'name')).toEqual(['Juan García', 'Marie Dubois', 'Hans Schmidt']);
  expect(column(file, 'email')).toEqual(['juan@email.es', 'marie@email.fr', 'hans@email.de']);
  expect(column(file, 'Empresa')).toEqual(['Empresa SA', 'Société FR', 'Firma GmbH']);
});

test('19: empty columns with a header stay', () => {
  const file = readData('edge-cases/19-empty-columns.csv');
  expect(file.header).toEqual([...SIX, 'Phone', 'Extra1', 'Extra2', 'Extra3', 'Extra4']);
  expect(column(file, 'Extra4')).toEqual(['', 'value', '']);
  expect(column(file, 'Extra1')).toEqual(['', '', '']);
});

test('22: the column that trailing commas make is left out', () => {
  const file = readData('edge-cases/22-trailing-commas.csv');
  expect(file.header).toEqual([...SIX, 'Phone', 'Company']);
  expect(file.rows[1]).toEqual(['L-0002', 'Jane Smith', 'jane@trail.com', '', '', '', '5551301', 'Beta']);
  expect(file.notices).toContain('1 empty column without a header left out.');
});

test('24: a Salesforce export: the columns stand in another order', () => {
  const file = readData('edge-cases/24-salesforce-style.csv');
  expect(file.header).toEqual([...SIX, 'First Name', 'Last Name', 'Phone', 'Owner Alias', 'Created Date']);
  expect(column(file, 'name')).toEqual(['Thomas Anderson', 'Trinity Unknown', 'Morpheus Free']);
  expect(column(file, 'status')).toEqual([
    'Open - Not Contacted',
    'Working - Contacted',
    'Closed - Converted',
  ]);
  expect(column(file, 'source')).toEqual(['Web', 'Partner Referral', 'Cold Call']);
});

test('25: a HubSpot export: Lead Status is the status, Lifecycle Stage stays a column', () => {
  const file = readData('edge-cases/25-hubspot-export.csv');
  expect(file.header).toEqual([...SIX, 'First Name', 'Last Name', 'Phone Number', 'Lifecycle Stage']);
  expect(column(file, 'id')).toEqual(['10001', '10002', '10003']);
  expect(column(file, 'status')).toEqual(['NEW', 'OPEN', 'IN_PROGRESS']);
  expect(column(file, 'source')).toEqual(['ORGANIC_SEARCH', 'PAID_SEARCH', 'SOCIAL_MEDIA']);
});
