/** A card's own page: fields, sheet, history, and following what happens. */
import { live, useBench } from '../support/board-bench';
import { eventually } from '../support/eventually';
import { syncLeads } from '../support/sync-leads';

const bench = useBench();

test('the history says who, from where, which field, old and new', async () => {
  const task = await bench.make({ title: 'Call Ada', lead_id: 'L-1' });
  const page = await bench.open(`/card/${task.id}`);
  await page.getByRole('heading', { name: 'Call Ada' }).waitFor();
  await page.getByRole('button', { name: 'To do. Move to another column' }).click();
  await page.getByRole('menuitemradio', { name: 'In progress' }).click();
  const entries = page.locator('.history-entry');
  await entries.nth(1).waitFor();
  const newest = entries.first();
  await newest.getByText('Someone on this computer').waitFor();
  await newest.getByText('through the board').waitFor();
  expect(await newest.locator('del').innerText()).toContain('To do');
  expect(await newest.locator('ins').innerText()).toContain('In progress');
  await entries.last().getByText('made the card').waitFor();
});

test('a change made elsewhere appears by itself, with its entry', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open(`/card/${task.id}`);
  await live(page);
  await page.getByText('No notes.').waitFor();
  await bench.call('PATCH', `/tasks/${task.id}`, { notes: 'Prefers mail' });
  await page.getByRole('region', { name: 'Notes' }).getByText('Prefers mail').waitFor();
  await eventually(async () => expect(await page.locator('.history-entry').count()).toBe(2));
});

test('a card of a sheet leads to its row', async () => {
  const sheet = { name: 'Leads 2026', url: 'https://docs.google.com/spreadsheets/d/abc/edit#gid=0' };
  await syncLeads(bench, 'sheet-1', [{ lead_id: '7', title: 'Follow up: Bo' }], sheet);
  const [task] = await bench.call<{ id: string }[]>('GET', '/tasks');
  const page = await bench.open(`/card/${task!.id}`);
  const link = page.getByRole('link', { name: /Leads 2026/ });
  await link.waitFor();
  expect(await link.getAttribute('href')).toContain(sheet.url);
  expect(await link.getAttribute('rel')).toContain('noopener');
});

test('deleting goes back to the board, where it can be undone', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open(`/card/${task.id}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await eventually(() => expect(new URL(page.url()).pathname).toBe('/'));
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: 'Call Ada', exact: true }).waitFor();
});

test('a card deleted by someone else while it is open says so and can be restored', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open(`/card/${task.id}`);
  await live(page);
  await page.getByRole('heading', { name: 'Call Ada' }).waitFor();
  await bench.call('DELETE', `/tasks/${task.id}`);
  await page.getByRole('heading', { name: 'This card has been deleted' }).waitFor();
  await page.getByRole('button', { name: 'Restore it' }).click();
  await page.getByRole('heading', { name: 'Call Ada', exact: true }).waitFor();
});

test('an address of no card leads back to the board', async () => {
  const page = await bench.open('/card/00000000-0000-4000-8000-000000000000');
  await page.getByRole('heading', { name: 'This card is not here' }).waitFor();
  await page.getByRole('link', { name: 'Go to the board' }).click();
  await page.getByText('Nothing to do.').waitFor();
});
