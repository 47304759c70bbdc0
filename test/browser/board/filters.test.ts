/** Search and filters live in the address. */
import type { Page } from 'playwright-core';
import { cardLink, countOf, live, useBench } from '../support/board-bench';
import { eventually } from '../support/eventually';
import { syncLeads } from '../support/sync-leads';

const bench = useBench();

async function titles(page: Page): Promise<string[]> {
  return (await page.locator('.card-title').allInnerTexts()).sort();
}

beforeEach(async () => {
  await bench.make({ title: 'Call Ada', lead_id: 'L-1', notes: 'prefers mail' });
  await bench.make({ title: 'Call Grace', lead_id: 'L-2' });
  await bench.make({ title: 'Offer', lead_id: 'L-2', status: 'DONE' });
  await syncLeads(bench, 'sheet-1', [{ lead_id: '7', title: 'Follow up: Bo' }]);
});

test('a typed search filters cards and counts, and is in the address', async () => {
  const page = await bench.open();
  await cardLink(page, 'Offer').waitFor();
  await page.getByLabel('Search titles and notes').fill('call');
  await eventually(async () => expect(await titles(page)).toEqual(['Call Ada', 'Call Grace']));
  expect(new URL(page.url()).search).toBe('?q=call');
  expect(await countOf(page, 'TODO')).toBe('2');
  expect(await countOf(page, 'DONE')).toBe('0');
});

test('an address with filters is a board with filters; back and forward go between them', async () => {
  const page = await bench.open('/?lead=L-2');
  await eventually(async () => expect(await titles(page)).toEqual(['Call Grace', 'Offer']));
  expect(await page.getByLabel('Lead id').inputValue()).toBe('L-2');
  await page.getByLabel('Source').selectOption('none');
  await eventually(() => expect(new URL(page.url()).search).toBe('?lead=L-2&source=none'));
  await page.getByRole('button', { name: 'Clear' }).click();
  await eventually(async () => expect((await titles(page)).length).toBe(4));
  await page.goBack();
  await page.goBack();
  await eventually(async () => expect(await titles(page)).toEqual(['Call Grace', 'Offer']));
  expect(await page.getByLabel('Lead id').inputValue()).toBe('L-2');
  await page.goForward();
  await eventually(async () => expect(await page.getByLabel('Source').inputValue()).toBe('none'));
});

test('one bout of typing is one step back', async () => {
  const page = await bench.open();
  await cardLink(page, 'Offer').waitFor();
  const search = page.getByLabel('Search titles and notes');
  for (const text of ['c', 'ca', 'cal', 'call g']) {
    await search.fill(text);
    await eventually(() => expect(new URL(page.url()).searchParams.get('q')).toBe(text));
  }
  await eventually(async () => expect(await titles(page)).toEqual(['Call Grace']));
  await page.goBack();
  await eventually(async () => expect((await titles(page)).length).toBe(4));
  expect(await search.inputValue()).toBe('');
});

test('the source filter tells sheets from handmade cards', async () => {
  const page = await bench.open('/?source=sheet-1');
  await eventually(async () => expect(await titles(page)).toEqual(['Follow up: Bo']));
  await page.getByLabel('Source').selectOption('none');
  await eventually(async () => expect(await titles(page)).toEqual(['Call Ada', 'Call Grace', 'Offer']));
});

test('a live change appears only where it passes the filters', async () => {
  const page = await bench.open('/?q=grace');
  await live(page);
  await eventually(async () => expect(await titles(page)).toEqual(['Call Grace']));
  await bench.make({ title: 'Call Alan' });
  await bench.make({ title: 'Thank Grace' });
  await eventually(async () => expect(await titles(page)).toEqual(['Call Grace', 'Thank Grace']));
});

test('a search without a match says so', async () => {
  const page = await bench.open('/?q=nobody');
  await page.getByText('No card matches.').first().waitFor();
});
