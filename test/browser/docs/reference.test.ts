/** The reference page in Chromium: complete, reachable, and sufficient to itself. */
import { source as axeSource, type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { startTracker, type Tracker } from '../../../server/src';
import { apiDocument } from '../../server/support/conformance';
import { launchChromium } from '../support/chromium';
import { watchPage, type WatchedPage } from '../support/watched-page';

const PHONE = { width: 360, height: 740 };

let tracker: Tracker;
let browser: Browser;
let context: BrowserContext | undefined;
beforeAll(async () => {
  tracker = await startTracker({ port: 0, databaseUrl: 'sqlite::memory:' });
  browser = await launchChromium();
});
afterEach(() => context?.close());
afterAll(async () => {
  await browser.close();
  await tracker.close();
});

async function open(options: BrowserContextOptions = {}): Promise<WatchedPage> {
  context = await browser.newContext(options);
  const watched = await watchPage(context, () => tracker.url);
  expect((await watched.page.goto(`${tracker.url}/docs`))?.status()).toBe(200);
  return watched;
}

test('shows every operation and every schema, and each is reached from the list', async () => {
  const { page, complaints } = await open();
  const api = await apiDocument();
  for (const { path, method, operation } of api.operations()) {
    const { operationId } = operation;
    const heading = page.locator(`section#${operationId} > h3`);
    expect((await heading.innerText()).replaceAll(/\s+/g, ' ')).toBe(`${method.toUpperCase()} ${path}`);
    expect(await page.locator(`nav a[href="#${operationId}"]`).count()).toBe(1);
  }
  for (const name of Object.keys(api.document.components.schemas))
    expect(await page.locator(`#schema-${name}`).count()).toBe(1);
  const broken = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
      .map((link) => link.hash.slice(1))
      .filter((id) => document.getElementById(id) === null),
  );
  expect(broken).toEqual([]);
  expect(complaints).toEqual([]);
});

test('is styled under a policy that allows no script and nothing from elsewhere', async () => {
  const { page, complaints } = await open();
  const headers = (await page.request.get(`${tracker.url}/docs`)).headers();
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'self'; img-src 'self';/,
  );
  expect(headers['content-security-policy']).not.toMatch(/unsafe|script/);
  expect(await page.locator('nav').evaluate((nav) => getComputedStyle(nav).position)).toBe('sticky');
  const style = await page.locator('link[rel=stylesheet]').evaluate((link) => (link as HTMLLinkElement).href);
  const file = await page.request.get(style);
  expect(file.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(await page.locator('script').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test.each([
  ['light', undefined],
  ['dark', PHONE],
] as const)(
  'in %s, on %j: axe finds nothing serious and nothing is wider than the screen',
  async (colorScheme, phone) => {
    const { page, complaints } = await open({ colorScheme, ...(phone !== undefined && { viewport: phone }) });
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
    expect(violations.map(({ id, impact, nodes }) => `${impact}: ${id} ${nodes[0]?.html}`)).toEqual([]);
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    expect(complaints).toEqual([]);
  },
);

test('by keyboard: the first stop leads past the list to the reference', async () => {
  const { page } = await open();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the reference');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#content');
});
