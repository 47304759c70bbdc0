/** Lead Sync whole, as `npm start` runs it, with windows at the sheet and at the board: built bundle, emulator, tracker, Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { readBundle } from '../../../../local/build-bundle';
import { loadLeads } from '../../../../local/load-leads';
import { serveSheet, type SheetServer } from '../../../../local/serve-sheet';
import { startSystem, type RunningSystem } from '../../../../local/start-system';
import type { LocalSystem } from '../../../../local/system';
import { launchChromium } from '../../support/chromium';
import { live } from '../../support/board-bench';
import { SheetPage } from '../../sheet/support/sheet-page';

const PATIENCE_MS = 30_000;
const HEADER = ['id', 'name', 'email', 'status', 'source', 'task_id'];
const ROWS = [
  ['L-1', 'Zoë Ahlberg', 'zoe@example.com', 'NEW', 'Website', ''],
  ['L-2', 'Bo Chen', 'bo@example.com', 'NEW', 'Referral', ''],
  ['003', 'Maria Duarte', 'maria@example.com', 'CONTACTED', 'Trade show', ''],
  ['L-4', 'Abel Eze', 'abel@example.com', 'LOST', 'Website', ''],
];

export class MainJobBench {
  #browser!: Browser;
  #folder!: string;
  #running!: RunningSystem;
  #server!: SheetServer;
  #windows: Page[] = [];

  async launch(): Promise<void> {
    this.#browser = await launchChromium();
  }

  async quit(): Promise<void> {
    await this.#browser?.close();
  }

  get system(): LocalSystem {
    return this.#running.system;
  }

  /** Four leads in the tab, and nothing set up. */
  async start(): Promise<void> {
    this.#folder = mkdtempSync(join(tmpdir(), 'main-job-'));
    const bundle = readBundle();
    this.#running = await startSystem({
      bundle,
      dataDir: this.#folder,
      trackerPort: 0,
      log: () => undefined,
    });
    this.system.leaveDialogsToPeople();
    loadLeads(this.system.emulator, { header: HEADER, rows: ROWS, notices: [] });
    this.#server = await serveSheet(this.system, 0);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#windows.map((page) => page.context().close()));
    this.#windows = [];
    await this.#server.close();
    await this.#running.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async openSheet(user?: string): Promise<SheetPage> {
    const page = await this.#window();
    await page.addInitScript(() => {
      for (const key of ['sheet.tour', 'apps-script-emulator.tour-seen']) localStorage.setItem(key, 'done');
    });
    await page.goto(`${this.#server.url}/${user === undefined ? '' : `?user=${encodeURIComponent(user)}`}`);
    const sheet = new SheetPage(page);
    await sheet.live();
    await sheet.cell('A1').filter({ hasText: 'id' }).waitFor();
    return sheet;
  }

  /** By the link in the sheet's title bar, as a person finds it; then in a window beside, since a browser lets hidden tabs doze. */
  async openBoard({ page }: SheetPage): Promise<Page> {
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'Task board' }).click(),
    ]);
    await live(popup);
    const board = await this.#window();
    await board.goto(popup.url());
    await popup.close();
    await live(board);
    return board;
  }

  async #window(): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1400, height: 900 } });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    this.#windows.push(page);
    return page;
  }
}

export function useMainJob(): MainJobBench {
  const bench = new MainJobBench();
  beforeAll(() => bench.launch());
  afterAll(() => bench.quit());
  beforeEach(() => bench.start());
  afterEach(() => bench.stop());
  return bench;
}
