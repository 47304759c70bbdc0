/** Open windows hear of each other's changes, also after the tracker was away. */
import { cardIn, cardLink, countOf, live, useBench } from '../support/board-bench';
import { eventually } from '../support/eventually';

const bench = useBench();

test('what one window does, the other shows', async () => {
  await bench.make({ title: 'Call Ada' });
  const [one, other] = [await bench.open(), await bench.open()];
  await Promise.all([live(one), live(other)]);
  await one.getByRole('button', { name: 'Move to: Call Ada' }).click();
  await one.getByRole('menuitemradio', { name: 'In progress' }).click();
  await cardIn(other, 'IN_PROGRESS', 'Call Ada').waitFor();
  await eventually(async () => expect(await countOf(other, 'IN_PROGRESS')).toBe('1'));
  await bench.make({ title: 'Made elsewhere' });
  await Promise.all([one, other].map((page) => cardIn(page, 'TODO', 'Made elsewhere').waitFor()));
  await other.getByRole('button', { name: 'Move to: Made elsewhere' }).click();
  await other.getByRole('menuitem', { name: 'Delete' }).click();
  await cardLink(one, 'Made elsewhere').waitFor({ state: 'detached' });
});

test('after the tracker restarts the windows come back by themselves and have missed nothing', async () => {
  await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  await live(page);
  await cardIn(page, 'TODO', 'Call Ada').waitFor();
  await bench.tracker.close();
  await page.getByTestId('live').filter({ hasText: 'Reconnecting…' }).waitFor();
  await cardIn(page, 'TODO', 'Call Ada').waitFor();

  await bench.startAgain();
  await bench.make({ title: 'Made meanwhile' });
  await live(page);
  await cardIn(page, 'TODO', 'Made meanwhile').waitFor();
  await bench.make({ title: 'Made after' });
  await cardIn(page, 'TODO', 'Made after').waitFor();
});

test('a change made while the tracker is away is taken back and can be tried again', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  await live(page);
  await bench.tracker.close();
  await page.getByRole('button', { name: 'Move to: Call Ada' }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  const message = page.locator('.toast.error');
  await message.getByText('The tracker cannot be reached').waitFor();
  await cardIn(page, 'TODO', 'Call Ada').waitFor();
  await bench.startAgain();
  await live(page);
  await message.getByRole('button', { name: 'Try again' }).click();
  await cardIn(page, 'DONE', 'Call Ada').waitFor();
  await eventually(async () =>
    expect(await bench.call('GET', `/tasks/${task.id}`)).toMatchObject({ status: 'DONE' }),
  );
});

test('a card that somebody else moved first keeps their move, and says so', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  await cardIn(page, 'TODO', 'Call Ada').waitFor();
  await page.route('**/events*', (route) => route.abort());
  // The change arrives at the tracker while this window's move is on its way.
  await page.route(`**/tasks/${task.id}`, async (route) => {
    await bench.call('PATCH', `/tasks/${task.id}`, { status: 'DONE' });
    await route.continue();
  });
  await page.getByRole('button', { name: 'Move to: Call Ada' }).click();
  await page.getByRole('menuitemradio', { name: 'In progress' }).click();
  await page.locator('.toast.error', { hasText: 'It is now in Done. Your change was not made.' }).waitFor();
  await cardIn(page, 'DONE', 'Call Ada').waitFor();
  expect(await bench.call('GET', `/tasks/${task.id}`)).toMatchObject({ status: 'DONE', version: 2 });
});

test('an edit that somebody else overtook shows both values and saves mine only when told to', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  await page.getByRole('button', { name: 'Move to: Call Ada' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await bench.call('PATCH', `/tasks/${task.id}`, { title: 'Call Ada soon', notes: 'theirs' });
  await page.getByLabel('Title', { exact: true }).fill('Call Ada now');
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page.getByRole('alert', { name: 'The card was changed meanwhile' });
  await conflict.getByText('Call Ada soon').waitFor();
  expect(await bench.call('GET', `/tasks/${task.id}`)).toMatchObject({ title: 'Call Ada soon' });
  await page.getByRole('button', { name: 'Save mine' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await bench.call('GET', `/tasks/${task.id}`)).toMatchObject({
    title: 'Call Ada now',
    notes: 'theirs',
  });
});

test('edits of different fields both survive, without a question', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  await page.getByRole('button', { name: 'Move to: Call Ada' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await bench.call('PATCH', `/tasks/${task.id}`, { notes: 'theirs', status: 'DONE' });
  await page.getByLabel('Title', { exact: true }).fill('Call Ada now');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await cardIn(page, 'DONE', 'Call Ada now').waitFor();
  expect(await bench.call('GET', `/tasks/${task.id}`)).toMatchObject({
    title: 'Call Ada now',
    notes: 'theirs',
    status: 'DONE',
  });
});
