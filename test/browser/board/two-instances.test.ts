/** Two trackers on one PostgreSQL behind a balancer: open windows hear of each other through both, and go on when one of them dies. */
import type { Browser, Page } from 'playwright-core';
import { endProcesses, startProcess, type TrackerProcess } from '../../server/support/bundled-main';
import { borrowDatabase, returnDatabase } from '../../server/support/postgres';
import { startBalancer, type Balancer } from '../../server/support/round-robin';
import { Client } from '../../server/support/running-tracker';
import { cardIn, live } from '../support/board-bench';
import { launchChromium } from '../support/chromium';

let database: string;
let one: TrackerProcess;
let other: TrackerProcess;
let balancer: Balancer;
let browser: Browser;
beforeAll(async () => {
  database = await borrowDatabase();
  [one, other] = await Promise.all([startProcess(database), startProcess(database)]);
  balancer = await startBalancer(() => [one.client.url, other.client.url]);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await balancer?.close();
  await endProcesses();
  returnDatabase(database);
});

async function openWindow(url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(url);
  await live(page);
  return page;
}

async function move(page: Page, title: string, status: string): Promise<void> {
  await page.getByRole('button', { name: `Move to: ${title}` }).click();
  await page.getByRole('menuitemradio', { name: status }).click();
}

test('a move in one window shows in the other, and after one instance was killed nothing is lost and both go on', async () => {
  const titles = Array.from({ length: 6 }, (_, place) => `Card ${place}`);
  for (const title of titles) await new Client(balancer.url).make({ title });
  // One window at each instance, so that the change must cross the database; the third is where users are: behind the balancer.
  const [first, second, third] = await Promise.all([
    openWindow(one.client.url),
    openWindow(other.client.url),
    openWindow(balancer.url),
  ]);
  await move(first, 'Card 0', 'In progress');
  await Promise.all([second, third].map((page) => cardIn(page, 'IN_PROGRESS', 'Card 0').waitFor()));
  await move(second, 'Card 1', 'Done');
  await Promise.all([first, third].map((page) => cardIn(page, 'DONE', 'Card 1').waitFor()));

  await one.kill();
  await move(third, 'Card 2', 'In progress');
  await cardIn(second, 'IN_PROGRESS', 'Card 2').waitFor();
  await live(third);
  await move(second, 'Card 3', 'Done');
  await cardIn(third, 'DONE', 'Card 3').waitFor();

  const stored = (await other.client.tasks()).map(({ title, status }) => `${title} ${status}`);
  expect(stored.sort()).toEqual([
    'Card 0 IN_PROGRESS',
    'Card 1 DONE',
    'Card 2 IN_PROGRESS',
    'Card 3 DONE',
    'Card 4 TODO',
    'Card 5 TODO',
  ]);
});
