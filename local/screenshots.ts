/** `npm run screenshots`: takes the pictures of README and docs from the running program, in Chromium, with the shipped sample. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { buildBundle } from './build-bundle';
import { readLeadsFile } from './leads-file';
import { loadLeads } from './load-leads';
import { serveSheet } from './serve-sheet';
import { startSystem } from './start-system';
import type { LocalSystem } from './system';

const PICTURES = path.join(__dirname, '..', 'docs', 'images');
const SAMPLE = path.join(__dirname, 'sample', 'leads.csv');
const PLACES = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'];
const SIZE = { width: 1280, height: 720 };

async function main(): Promise<void> {
  const executablePath = PLACES.find((place) => place !== '' && existsSync(place));
  if (executablePath === undefined)
    throw new Error('Install Chromium: apt-get install chromium (or set CHROMIUM_PATH to one).');
  mkdirSync(PICTURES, { recursive: true });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lead-sync-screenshots-'));
  const log = (): void => undefined;
  const { system, close } = await startSystem({ bundle: await buildBundle(), dataDir, trackerPort: 0, log });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    loadLeads(system.emulator, readLeadsFile(SAMPLE));
    await system.open();
    await system.setUp();
    await system.sync('Initial sync');
    const server = await serveSheet(system, 0);
    await takeAll(browser, system, server.url).finally(() => server.close());
  } finally {
    await browser.close();
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function takeAll(browser: Browser, system: LocalSystem, sheetUrl: string): Promise<void> {
  const sheet = await open(browser, sheetUrl, 'light');
  await sheet.locator('[data-cell="F11"]').filter({ hasText: '-' }).waitFor();
  await sheet.locator('[data-cell="D2"]').click();
  await sheet.keyboard.type('contacted');
  await sheet.keyboard.press('Enter');
  await sheet.getByRole('menuitem', { name: 'Lead Sync', exact: true }).click();
  await sheet.getByRole('menuitem', { name: 'Sync now', exact: true }).hover();
  await take(sheet, 'sheet');

  await sheet.getByRole('menuitem', { name: 'Sync now', exact: true }).click();
  await sheet.getByTestId('script-toast').first().waitFor();
  await sheet.getByRole('button', { name: 'Apps Script' }).click();
  await sheet
    .getByRole('row', { name: /syncNow/ })
    .first()
    .waitFor();
  await take(sheet, 'apps-script-panel');

  const board = await open(browser, system.trackerUrl, 'dark');
  await board.locator('.card').first().waitFor();
  await take(board, 'board');
}

async function open(browser: Browser, url: string, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE, colorScheme });
  // The tour for the first visitor would stand before it.
  await context.addInitScript(`localStorage.setItem('sheet.tour', 'done')`);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  const file = path.join(PICTURES, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
  process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
