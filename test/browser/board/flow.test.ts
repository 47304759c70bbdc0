/** The flow view: a chart with its figures in words, kept up to date. */
import { live, useBench } from '../support/board-bench';
import { eventually } from '../support/eventually';

const bench = useBench();

test('what was created, moved and done today is told, and follows what happens', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  await bench.make({ title: 'Offer' });
  const page = await bench.open();
  await live(page);
  await page.getByRole('button', { name: 'Flow' }).click();
  expect(new URL(page.url()).search).toBe('?view=flow');
  await page.getByText('In the last 30 days: 2 created, 0 moved, 0 done.').waitFor();
  await bench.call('PATCH', `/tasks/${task.id}`, { status: 'DONE' });
  await page.getByText('In the last 30 days: 2 created, 1 moved, 1 done.').waitFor();
  await page.getByRole('button', { name: '7 days' }).click();
  await page.getByText('In the last 7 days: 2 created, 1 moved, 1 done.').waitFor();
  const row = page.locator('.time-table').getByRole('row', { name: /To do/ });
  await eventually(async () => expect(await row.innerText()).toMatch(/To do\s+1\s+1 minute\s+1 minute/));
});

test('the figures are there as a table, the newest day first', async () => {
  await bench.make({ title: 'Call Ada' });
  const page = await bench.open('/?view=flow');
  await page.getByText('Figures per day').click();
  const figures = page.getByRole('region', { name: 'Figures per day' });
  const today = new Date().toISOString().slice(0, 10);
  expect(await figures.getByRole('row').count()).toBe(31);
  expect(await figures.getByRole('row').nth(1).innerText()).toMatch(new RegExp(`${today}\\s+1\\s+0\\s+0`));
});
