/** A real emulator with its API and page, and Chromium in front of it: one of each for a test file, windows for each test. */
import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { serveEmulator, type EmulatorServer } from '../../../../emulator/src/api/serve';
import type { PageView } from '../../../../emulator/src/api/types';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../../emulator/src/index';
import { launchChromium } from '../../support/chromium';
import { watchPage, type WatchedPage } from '../../support/watched-page';

/** Longest wait for anything on a page, in milliseconds: generous, since the machine is shared. */
const PATIENCE_MS = 20_000;
export const OWNER = 'owner@example.com';
export const ANN = 'ann@example.com';

interface OpenOptions extends BrowserContextOptions {
  readonly user?: string;
  /** Most tests come after the tour. */
  readonly withTour?: boolean;
}

export class ScriptBench {
  #browser!: Browser;
  #server!: EmulatorServer;
  #windows: WatchedPage[] = [];
  emulator!: Emulator;
  /** What a test expects the browser to complain of. */
  readonly expected: RegExp[] = [];

  constructor(private readonly options: Omit<EmulatorOptions, 'users'>) {}

  get url(): string {
    return this.#server.url;
  }

  /** What A1 shows. */
  get answer(): string {
    const { workbook } = this.emulator;
    return workbook.display(workbook.sheet('Sheet1'), 1, 1);
  }

  async start(): Promise<void> {
    this.#browser = await launchChromium();
    this.emulator = createEmulator({ users: [OWNER, ANN], ...this.options });
    const links = [{ label: 'Board', url: 'http://127.0.0.1:9/' }];
    this.#server = await serveEmulator(this.emulator, 0, { links });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.close();
    await this.emulator?.close();
  }

  /** Ends the windows of a test. @throws when one complained of something */
  async closeWindows(): Promise<void> {
    const complaints = this.#windows.flatMap((window) => window.complaints);
    await Promise.all(this.#windows.map(({ page }) => page.context().close()));
    this.#windows = [];
    await Promise.all([OWNER, ANN].map((user) => this.#closePages(user)));
    expect(complaints.filter((text) => !this.expected.some((known) => known.test(text)))).toEqual([]);
    this.expected.length = 0;
  }

  /** A sidebar stays open with its person, and would show in their next window until the next one takes its place. */
  async #closePages(user: string): Promise<void> {
    const answer = await fetch(`${this.url}/api/pages?user=${encodeURIComponent(user)}`);
    for (const { id } of (await answer.json()) as readonly PageView[])
      await fetch(`${this.url}/api/pages/${id}/close`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user }),
      });
  }

  /** A window of its own browser profile, with the script's menus in it. */
  async open({ user, withTour = false, ...options }: OpenOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    if (!withTour) await context.addInitScript(SEEN);
    const window = await watchPage(context, () => this.url);
    this.#windows.push(window);
    await window.page.goto(`${this.url}/${user === undefined ? '' : `?user=${encodeURIComponent(user)}`}`);
    await window.page.getByRole('menuitem', { name: 'Tools', exact: true }).waitFor();
    return window.page;
  }
}

/** Frames without an origin have no storage; only the sheet's own window needs it. */
const SEEN = `if (window === top) localStorage.setItem('sheet.tour', 'done')`;

/** Runs the bench around the tests of a file. */
export function useScriptBench(options: Omit<EmulatorOptions, 'users'>): ScriptBench {
  const bench = new ScriptBench(options);
  beforeAll(() => bench.start());
  afterAll(() => bench.stop());
  afterEach(() => bench.closeWindows());
  return bench;
}

/** Chooses an item of the script's menu with the mouse. */
export async function choose(page: Page, ...path: readonly string[]): Promise<void> {
  await page.getByRole('menuitem', { name: 'Tools', exact: true }).click();
  for (const name of path) await page.getByRole('menuitem', { name, exact: true }).click();
}

export const runBar = (page: Page): Locator => page.getByTestId('run-bar');

/** The page of HtmlService inside the frame of this title. */
export const scriptFrame = (page: Page, title: string): FrameLocator =>
  page.frameLocator(`iframe[title="${title}"]`);

/** Opens the Apps Script panel at a tab. */
export async function openPanel(page: Page, tab: string): Promise<Locator> {
  const panel = page.getByRole('region', { name: 'Apps Script', exact: true });
  if (!(await panel.isVisible())) await page.getByRole('button', { name: 'Apps Script' }).click();
  await panel.getByRole('tab', { name: tab }).click();
  return panel;
}
