/** A phone: nothing reaches over the side, columns are switched and swiped, cards are moved without dragging. */
import { PHONE } from '../support/phone';
import type { Page } from 'playwright-core';
import { cardIn, cardLink, useBench } from '../support/board-bench';
import { eventually } from '../support/eventually';

const bench = useBench();

/** These scroll sideways on purpose: the swiped columns, the row of tabs, wide tables. */
const SIDEWAYS = '.columns, .admin-nav, .table-scroll';

/** @returns what can be scrolled sideways and should not be */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate((allowed) => {
    const scrolls = (element: Element) =>
      element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX);
    return [...document.querySelectorAll('*')]
      .filter((element) => element.scrollWidth > element.clientWidth && scrolls(element))
      .filter((element) => !element.matches(allowed))
      .map((element) => `${element.tagName} ${element.className}`);
  }, SIDEWAYS);
}

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(5);

test('no page reaches over the side, whatever it shows', async () => {
  const task = await bench.make({ title: LONG, lead_id: LONG.slice(0, 200), notes: LONG });
  await bench.call('PATCH', `/tasks/${task.id}`, { notes: `${LONG} ${LONG}` });
  const paths = ['/', '/?view=flow', '/?lead=x&source=none', `/card/${task.id}`, '/sign-in'];
  for (const path of [
    ...paths,
    ...['keys', 'links', 'webhooks', 'audit', 'data'].map((tab) => `/admin?tab=${tab}`),
  ]) {
    const page = await bench.open(path, PHONE);
    await page.locator('main :is(h1, h2)').first().waitFor({ state: 'attached' });
    expect({ path, overflowing: await overflowing(page) }).toEqual({ path, overflowing: [] });
  }
});

test('the switcher brings a column into sight, and a card is moved by touch', async () => {
  await bench.make({ title: 'Call Ada' });
  await bench.make({ title: 'Offer', status: 'DONE' });
  const page = await bench.open('/', PHONE);
  await cardLink(page, 'Call Ada').waitFor();
  const inSight = (title: string) =>
    cardLink(page, title).evaluate((link) => {
      const { left, right } = link.getBoundingClientRect();
      return left >= 0 && right <= innerWidth;
    });
  expect(await inSight('Call Ada')).toBe(true);
  expect(await inSight('Offer')).toBe(false);
  const done = page.getByRole('button', { name: /^Done/ });
  await done.tap();
  await eventually(async () => expect(await inSight('Offer')).toBe(true));
  expect(await done.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: /^To do/ }).tap();
  await eventually(async () => expect(await inSight('Call Ada')).toBe(true));
  await page.getByRole('button', { name: 'Move to: Call Ada' }).tap();
  await page.getByRole('menuitemradio', { name: 'In progress' }).tap();
  await cardIn(page, 'IN_PROGRESS', 'Call Ada').waitFor({ state: 'attached' });
});
