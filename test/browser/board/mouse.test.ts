/** The board by mouse: drag, menu, create, edit, delete, undo. */
import { cardIn, cardLink, countOf, useBench } from '../support/board-bench';
import { eventually } from '../support/eventually';

const bench = useBench();

test('a card is dragged to another column, and the tracker has it there', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  const target = page.locator('[data-status="IN_PROGRESS"] .column-scroll');
  await cardIn(page, 'TODO', 'Call Ada').dragTo(target);
  await cardIn(page, 'IN_PROGRESS', 'Call Ada').waitFor();
  await eventually(async () => {
    expect((await bench.call<{ status: string }>('GET', `/tasks/${task.id}`)).status).toBe('IN_PROGRESS');
  });
  await eventually(async () => expect(await countOf(page, 'IN_PROGRESS')).toBe('1'));
  expect(await countOf(page, 'TODO')).toBe('0');
});

test('a drag that ends beside the columns changes nothing', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  await cardIn(page, 'TODO', 'Call Ada').dragTo(page.locator('.header'));
  await cardIn(page, 'TODO', 'Call Ada').waitFor();
  expect(await bench.call('GET', `/tasks/${task.id}`)).toMatchObject({ status: 'TODO', version: 1 });
});

test('a move is undone by its message', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  await page.getByRole('button', { name: 'Move to: Call Ada' }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await cardIn(page, 'DONE', 'Call Ada').waitFor();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await cardIn(page, 'TODO', 'Call Ada').waitFor();
  await eventually(async () => {
    expect(await bench.call('GET', `/tasks/${task.id}`)).toMatchObject({ status: 'TODO', version: 3 });
  });
});

test('a card is made, edited and deleted, and the deletion is undone', async () => {
  const page = await bench.open();
  await page.getByRole('button', { name: 'New card', exact: true }).click();
  await page.getByLabel('Title', { exact: true }).fill('Write the offer');
  await page.getByRole('dialog').getByLabel('Lead id').fill('L-7');
  await page.getByLabel('Notes', { exact: true }).fill('Two sites');
  await page.getByRole('button', { name: 'Create' }).click();
  await cardIn(page, 'TODO', 'Write the offer').getByText('L-7').waitFor();

  await page.getByRole('button', { name: 'Move to: Write the offer' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByLabel('Title', { exact: true }).fill('Send the offer');
  await page.getByRole('button', { name: 'Save' }).click();
  await cardIn(page, 'TODO', 'Send the offer').waitFor();

  await page.getByRole('button', { name: 'Move to: Send the offer' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await cardLink(page, 'Send the offer').waitFor({ state: 'detached' });
  await eventually(async () => expect(await bench.call('GET', '/tasks')).toEqual([]));
  await page.locator('.toast', { hasText: 'Deleted' }).getByRole('button', { name: 'Undo' }).click();
  await cardIn(page, 'TODO', 'Send the offer').waitFor();
  expect(await bench.call('GET', '/tasks')).toMatchObject([
    { title: 'Send the offer', lead_id: 'L-7', notes: 'Two sites' },
  ]);
});

test('a title of blanks is refused beside its field, and what was typed stays', async () => {
  const page = await bench.open();
  await page.getByRole('button', { name: 'New card', exact: true }).click();
  await page.getByLabel('Title', { exact: true }).fill('   ');
  await page.getByLabel('Notes', { exact: true }).fill('kept');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.locator('#card-title-problem').waitFor();
  expect(await page.getByLabel('Notes', { exact: true }).inputValue()).toBe('kept');
  expect(await page.getByLabel('Title', { exact: true }).getAttribute('aria-invalid')).toBe('true');
});

test('unsaved text is not lost by one Escape', async () => {
  const page = await bench.open();
  await page.getByRole('button', { name: 'New card', exact: true }).click();
  await page.getByLabel('Title', { exact: true }).fill('Half a thought');
  await page.keyboard.press('Escape');
  await page.getByText('What you typed is not saved yet.').waitFor();
  expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Half a thought');
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
