/** The sample that the project ships shows what the walk-through needs. */
import { join } from 'node:path';
import { readLeadsFile } from '../../../local/leads-file';
import { column } from './read-text';

const sample = readLeadsFile(join(__dirname, '../../../local/sample/leads.csv'));

test('ten leads, in the six columns and no others', () => {
  expect(sample.header).toEqual(['id', 'name', 'email', 'status', 'source', 'task_id']);
  expect(sample.rows).toHaveLength(10);
  expect(new Set(column(sample, 'id')).size).toBe(10);
  expect(column(sample, 'task_id').every((id) => id === '')).toBe(true);
});

test('all four statuses, of which one is QUALIFIED and one LOST', () => {
  const count = (status: string): number =>
    column(sample, 'status').filter((value) => value === status).length;
  expect(['NEW', 'CONTACTED', 'QUALIFIED', 'LOST'].map(count)).toEqual([5, 3, 1, 1]);
});

test('an id with zeros in front, a lead without a source, one without a name', () => {
  expect(column(sample, 'id')).toContain('00107');
  expect(column(sample, 'source').filter((source) => source === '')).toHaveLength(1);
  expect(column(sample, 'name').filter((name) => name === '')).toHaveLength(1);
  expect(column(sample, 'email').every((email) => /@example\.(com|org)$/.test(email ?? ''))).toBe(true);
});
