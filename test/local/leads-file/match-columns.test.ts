/** Which header stands for which field when several could, or none quite does. */
import { FIELD_RULES, type Step } from '../../../local/leads-file/field-rules';
import { isOneEditApart } from '../../../local/leads-file/one-edit-apart';
import { headerKey } from '../../../local/leads-file/header-key';
import { column, columnsOf, readData, readText } from './read-text';

test.each(['E-mail', 'e_mail', 'eMail', ' EMAIL ', 'E.Mail', 'Émail', 'email*'])(
  '%s is the e-mail',
  (header) => {
    expect(columnsOf('Name', header)).toBe(`name from 'Name', email from '${header.trim()}'.`);
  },
);

test.each([
  [['Status', 'Lead Status', 'Name'], "status from 'Status'"],
  [['Lifecycle Stage', 'Lead Status', 'Name'], "status from 'Lead Status'"],
  [['Lifecycle Stage', 'Leda Status', 'Name'], "status from 'Leda Status'"],
  [['Lifecycle Stage', 'Name'], "status from 'Lifecycle Stage'"],
  [['Email 2', 'Email 1'], "email from 'Email 1'"],
  [['Email 2', 'Name'], "email from 'Email 2'"],
  [['Account Id', 'Lead ID', 'Name'], "id from 'Lead ID'"],
  [['Account Id', 'ID', 'Name'], "id from 'ID'"],
  [['Platform', 'Lead Source', 'Name'], "source from 'Lead Source'"],
  [['Full Name', 'Name', 'Email'], "name from 'Name'"],
  [['Customer Name', 'First Name', 'Last Name'], "name from 'First Name' + 'Last Name'"],
  [['Last Name', 'first_name'], "name from 'first_name' + 'Last Name'"],
  [['firstName', 'lastName'], "name from 'firstName' + 'lastName'"],
  [['First Name', 'Email'], "name from 'First Name'"],
  [['Company', 'Email'], "name from 'Company'"],
  [['Company', 'Last Name', 'Email'], "name from 'Last Name'"],
  [['Compny', 'Company', 'Nmae', 'Email'], "name from 'Nmae'"],
  [['Frist Name', 'Last Name', 'Email'], "name from 'Frist Name' + 'Last Name'"],
])('of %j the best is taken', (header, expected) => {
  expect(columnsOf(...header)).toContain(expected);
});

test.each([
  [
    ['Nombre', 'Apellidos', 'Correo electrónico'],
    "name from 'Nombre' + 'Apellidos', email from 'Correo electrónico'.",
  ],
  [['Nombre', 'Estado', 'Fuente'], "name from 'Nombre', status from 'Estado', source from 'Fuente'."],
  [['Nome', 'Cidade', 'Estado', 'Origem'], "name from 'Nome', source from 'Origem'."],
  [
    ['Nom', 'Prénom', 'Courriel', 'Statut'],
    "name from 'Prénom' + 'Nom', email from 'Courriel', status from 'Statut'.",
  ],
  [['Nom', 'Adresse e-mail'], "name from 'Nom', email from 'Adresse e-mail'."],
  [['Name', 'Vorname', 'E-Mail-Adresse'], "name from 'Vorname' + 'Name', email from 'E-Mail-Adresse'."],
  [
    ['Kundennummer', 'Ansprechpartner', 'Quelle'],
    "id from 'Kundennummer', name from 'Ansprechpartner', source from 'Quelle'.",
  ],
  [['Nome', 'Sobrenome', 'Situação'], "name from 'Nome' + 'Sobrenome', status from 'Situação'."],
  [
    ['Lead - ID', 'Person - Name', 'Person - Email - Work', 'Deal - Stage'],
    "id from 'Lead - ID', name from 'Person - Name', email from 'Person - Email - Work', status from 'Deal - Stage'.",
  ],
])('%j', (header, expected) => {
  expect(columnsOf(...header)).toBe(expected);
});

test.each([
  'Lead Owner',
  'Sales Rep',
  'State',
  'Phone',
  'List Name',
  'Index',
  'Task',
  'Email Opt Out',
  'Ad Name',
  'Contact Number',
])('%s is none of the six', (header) => expect(columnsOf('Email', header)).toBe("email from 'Email'."));

test('a misspelt header counts only when no other column is the field', () => {
  expect(columnsOf('Emial', 'Email')).toBe("email from 'Email'.");
  expect(columnsOf('Name', 'Emial')).toBe("name from 'Name', email from 'Emial'.");
});

test('an id is never guessed from a misspelt header', () => {
  expect(columnsOf('Laed ID', 'Name')).toBe("name from 'Name'.");
});

test('a task_id of the file is kept', () => {
  const file = readText('Task ID,Name,Email\n6f1c,Ann,ann@example.com\n');
  expect(column(file, 'task_id')).toEqual(['6f1c']);
  expect(file.header).toHaveLength(6);
});

test('an account export: ids keep letters and leading zeros, stages stay as they are', () => {
  const file = readData('crm-accounts.csv');
  expect(file.notices).toEqual([
    "Columns: id from 'Account Id', name from 'First Name' + 'Last Name', email from 'Email 1', status from 'Deal Stage', source from 'Source'.",
  ]);
  expect(column(file, 'id')).toEqual(['0a1B2c3D', '00012345', '9f8E7d6C']);
  expect(column(file, 'name')).toEqual(['Per Sandal', 'Lea Okafor', 'Kim']);
  expect(column(file, 'status')).toEqual(['Negotiation', 'Closed Won', 'Disqualified']);
  expect(file.header.slice(6)).toEqual(
    'Index,Lead Owner,First Name,Last Name,Company,Phone 1,Phone 2,Email 2,Website,Notes'.split(','),
  );
});

test('a contact export of HubSpot: a blank Lead Status stays blank beside a Lifecycle Stage', () => {
  const file = readData('hubspot-contacts.csv');
  expect(file.notices).toEqual([
    "Columns: id from 'Contact ID', name from 'First Name' + 'Last Name', email from 'Email', status from 'Lead Status', source from 'Lead Source'.",
  ]);
  expect(column(file, 'status')).toEqual(['', 'Attempted to Contact']);
  expect(column(file, 'Lifecycle Stage')).toEqual(['Marketing Qualified Lead', 'Opportunity']);
  expect(column(file, 'Postal Code')).toEqual(['0150', '36201']);
});

test('no word stands for two fields, and every word has a key', () => {
  const words = Object.values(FIELD_RULES).map((steps) => [
    ...new Set(steps.flatMap((step) => (step.kind === 'alias' ? step.words : []))),
  ]);
  const all = words.flat();
  expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
  expect(all.every((word) => word !== '' && word === headerKey(word))).toBe(true);
});

test('no word for one field is a misspelling of another field', () => {
  const rules = Object.values(FIELD_RULES);
  const words = (steps: readonly Step[], kind: 'alias' | 'typo'): string[] =>
    steps.flatMap((step) => (step.kind === kind ? step.words : []));
  const mistaken = rules.flatMap((steps) => {
    const others = rules.filter((rule) => rule !== steps).flatMap((rule) => words(rule, 'alias'));
    return others.filter((other) => words(steps, 'typo').some((word) => isOneEditApart(other, word)));
  });
  expect(mistaken).toEqual([]);
});
