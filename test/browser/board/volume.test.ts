/** Thousands of cards: few elements on the page, and all of them within reach. */
import { cardLink, column, countOf, useBench } from '../support/board-bench';
import { eventually } from '../support/eventually';
import { syncLeads, type Lead } from '../support/sync-leads';

const bench = useBench();

const LEADS: readonly Lead[] = Array.from({ length: 5_000 }, (_, index) => ({
  lead_id: String(index),
  title: `Lead number ${index}`,
}));
/** Three columns of a high window hold fewer. */
const MOST_ELEMENTS = 60;

test('5,000 cards are counted, few are on the page, and scrolling reaches the last', async () => {
  await syncLeads(bench, 'sheet-1', LEADS);
  const page = await bench.open();
  await cardLink(page, 'Lead number 4999').waitFor();
  expect(await countOf(page, 'TODO')).toBe('5,000');
  expect(await page.locator('.card').count()).toBeLessThan(MOST_ELEMENTS);
  const scroller = column(page, 'TODO').locator('.column-scroll');
  await eventually(async () => {
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    expect(await cardLink(page, 'Lead number 0').count()).toBe(1);
  }, 60_000);
  expect(await page.locator('.card').count()).toBeLessThan(MOST_ELEMENTS);
  const places = await column(page, 'TODO')
    .locator('li')
    .evaluateAll((items) => items.map((item) => Number(item.getAttribute('aria-posinset'))));
  expect(Math.max(...places)).toBe(5_000);
}, 120_000);

test('loaded pages keep the order of the tracker, and no card comes twice', async () => {
  await syncLeads(bench, 'sheet-1', LEADS.slice(0, 350));
  const page = await bench.open();
  await cardLink(page, 'Lead number 349').waitFor();
  const seen: string[] = [];
  const scroller = column(page, 'TODO').locator('.column-scroll');
  await eventually(async () => {
    for (const title of await page.locator('.card-title').allInnerTexts())
      if (!seen.includes(title)) seen.push(title);
    await scroller.evaluate((element) => element.scrollBy(0, 400));
    expect(seen).toHaveLength(350);
  }, 60_000);
  expect(seen).toEqual(
    LEADS.slice(0, 350)
      .map(({ title }) => title)
      .reverse(),
  );
}, 120_000);

test('the focused card stays on the page when the column is scrolled away from it', async () => {
  await syncLeads(bench, 'sheet-1', LEADS.slice(0, 90));
  const page = await bench.open();
  await cardLink(page, 'Lead number 89').focus();
  const scroller = column(page, 'TODO').locator('.column-scroll');
  await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await cardLink(page, 'Lead number 0').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Lead number 89');
  await page.keyboard.press('ArrowDown');
  await eventually(async () =>
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Lead number 88'),
  );
});
