/** What the page does when the tracker refuses, tells it to wait, or fails: against a stand-in that can be told to. */
import type { Browser, Page } from 'playwright-core';
import { cardIn, cardLink } from '../support/board-bench';
import { eventually } from '../support/eventually';
import { launchChromium } from '../support/chromium';
import { startFakeTracker, type FakeTracker, type Fault } from '../support/fake-tracker';
import { watchPage, type WatchedPage } from '../support/watched-page';

let browser: Browser;
let fake: FakeTracker;
let windows: WatchedPage[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  fake = await startFakeTracker();
});
afterEach(async () => {
  const complaints = windows.flatMap((window) => window.complaints);
  for (const { page } of windows) await page.context().close();
  windows = [];
  await fake.close();
  expect(complaints).toEqual([]);
});

async function open(path = '/'): Promise<Page> {
  const window = await watchPage(await browser.newContext(), () => fake.url);
  windows.push(window);
  await window.page.goto(fake.url + path);
  return window.page;
}

function refuse(fault: Partial<Fault> & Pick<Fault, 'method' | 'path' | 'status'>): void {
  fake.faults.push({ detail: 'The stand-in refuses this.', times: 1, ...fault });
}

test('cards that cannot be read are an error with a way to try again', async () => {
  fake.data.add({ title: 'Call Ada' });
  refuse({ method: 'GET', path: /^\/board\/cards/, status: 503, detail: 'The database is busy.', times: 3 });
  const page = await open();
  await page.getByRole('alert').getByText('The database is busy.').waitFor();
  fake.faults.length = 0;
  await page.getByRole('button', { name: 'Try again' }).click();
  await cardLink(page, 'Call Ada').waitFor();
});

test('a tracker that does not answer at all is said, and tried again on demand', async () => {
  fake.data.add({ title: 'Call Ada' });
  refuse({ method: 'GET', path: /^\/session/, status: 502 });
  const page = await open();
  await page.getByRole('heading', { name: 'The tracker does not answer' }).waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await cardLink(page, 'Call Ada').waitFor();
});

test('a missing scope is named and the card goes back', async () => {
  fake.data.add({ title: 'Call Ada' });
  refuse({ method: 'PATCH', path: /^\/tasks/, status: 403, detail: 'This needs the scope write.' });
  const page = await open();
  await page.getByRole('button', { name: 'Move to: Call Ada' }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await page.locator('.toast.error', { hasText: 'This needs the scope write.' }).waitFor();
  await cardIn(page, 'TODO', 'Call Ada').waitFor();
});

test('asked to slow down, the page waits as long as it was told and then goes on', async () => {
  fake.data.add({ title: 'Call Ada' });
  refuse({ method: 'PATCH', path: /^\/tasks/, status: 429, headers: { 'Retry-After': '1' } });
  const page = await open();
  await page.getByRole('button', { name: 'Move to: Call Ada' }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await page.locator('.toast', { hasText: 'slow down; going on in 1 second' }).waitFor();
  await page.locator('.toast', { hasText: 'Moved to Done' }).waitFor();
  expect(fake.data.list('DONE', {})).toHaveLength(1);
});

test('a session that has ended leads to the sign-in page and back', async () => {
  fake.data.add({ title: 'Call Ada' });
  const page = await open('/?q=ada');
  await cardLink(page, 'Call Ada').waitFor();
  refuse({ method: 'PATCH', path: /^\/tasks/, status: 401 });
  await page.getByRole('button', { name: 'Move to: Call Ada' }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await page.getByLabel('Access key').fill('right');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await cardIn(page, 'TODO', 'Call Ada').waitFor();
  expect(new URL(page.url()).search).toBe('?q=ada');
});

test('more cards that cannot be loaded are offered again', async () => {
  for (let index = 0; index < 130; index += 1)
    fake.data.add({ title: `Card ${index}`, created_at: new Date(1_767_225_600_000 + index).toISOString() });
  const page = await open();
  await cardLink(page, 'Card 129').waitFor();
  refuse({ method: 'GET', path: /^\/board\/cards/, status: 500, detail: 'The stand-in failed.', times: 1 });
  const scroller = page.locator('[data-status="TODO"] .column-scroll');
  await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByRole('button', { name: 'Load more of To do' }).click();
  await page.getByRole('button', { name: 'Load more of To do' }).waitFor({ state: 'detached' });
  await eventually(async () => {
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    expect(await cardLink(page, 'Card 0').count()).toBe(1);
  });
});

test('a theme that was chosen holds for the next visit', async () => {
  const page = await open();
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme'] ?? 'system');
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('button', { name: /^Theme: light/ }).click();
  expect(await theme()).toBe('dark');
  await page.reload();
  await page.getByRole('button', { name: /^Theme: dark/ }).waitFor();
  expect(await theme()).toBe('dark');
});

test('deliveries that were given up are shown first, with why, and are sent again on demand', async () => {
  const page = await open('/admin?tab=webhooks');
  await page.getByRole('button', { name: 'Deliveries' }).first().click();
  expect(await page.getByRole('button', { name: 'Given up' }).getAttribute('aria-pressed')).toBe('true');
  const row = page.getByRole('row', { name: /The connection was refused/ });
  await row.getByRole('button', { name: 'Send again' }).click();
  await eventually(() => expect(fake.replayed).toEqual(['d2']));
});
