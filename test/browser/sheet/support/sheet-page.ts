/** The sheet's page in Chromium over a real emulator: one browser for a file, an emulator of its own for each test. */
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../../emulator/src';
import { serveEmulator, type EmulatorServer } from '../../../../emulator/src/api/serve';
import type { CellsView, WorkbookView } from '../../../../emulator/src/api/types';
import { launchChromium } from '../../support/chromium';
import { eventually } from '../../support/eventually';
import { watchPage, type WatchedPage } from '../../support/watched-page';
import { DEMO_SCRIPT } from './demo-script';

/** Longest wait for anything on a page, in milliseconds: generous, since the machine is shared. */
const PATIENCE_MS = 20_000;
export const OWNER = 'olga@example.com';
export const COLLEAGUE = 'ben@example.com';

export class SheetBench {
  #browser!: Browser;
  /** Of windows without options of their own: a new one each time would cost most of a second. */
  #shared: BrowserContext | null = null;
  #emulator!: Emulator;
  #server!: EmulatorServer;
  #windows: WatchedPage[] = [];
  /** What a test expects the browser to complain of. */
  readonly expected: RegExp[] = [];

  constructor(
    private readonly setUp: string,
    private readonly options: Partial<EmulatorOptions>,
  ) {}

  get emulator(): Emulator {
    return this.#emulator;
  }

  get url(): string {
    return this.#server.url;
  }

  async launch(): Promise<void> {
    this.#browser = await launchChromium();
  }

  async quit(): Promise<void> {
    await this.#browser?.close();
  }

  async start(): Promise<void> {
    this.#emulator = createEmulator({
      files: [{ name: 'Code.js', source: DEMO_SCRIPT }],
      spreadsheet: { name: 'Leads 2026' },
      users: [OWNER, COLLEAGUE],
      ...this.options,
    });
    const report = await this.#emulator.run(this.setUp);
    if (report.status !== 'completed') throw new Error(`${this.setUp} failed: ${report.error?.message}`);
    this.#server = await serveEmulator(this.#emulator, 0);
  }

  /** Ends the server and all windows. @throws when a window complained of something */
  async stop(): Promise<void> {
    const complaints = this.#windows.flatMap((window) => window.complaints);
    await Promise.all(this.#windows.map(({ page }) => this.#close(page)));
    this.#windows = [];
    await this.#server.close();
    await this.#emulator.close();
    expect(complaints.filter((text) => !this.expected.some((known) => known.test(text)))).toEqual([]);
    this.expected.length = 0;
  }

  /** The server is gone, as when its terminal is closed; the emulator lives. */
  async cutOff(): Promise<() => Promise<void>> {
    const port = Number(new URL(this.url).port);
    await this.#server.close();
    return async () => {
      this.#server = await serveEmulator(this.#emulator, port);
    };
  }

  /** A window of its own person; the sheet is read when this returns. */
  async open(user: string = OWNER, options: BrowserContextOptions | null = null): Promise<SheetPage> {
    const context = await this.#context(options);
    const window = await watchPage(context, () => this.url);
    this.#windows.push(window);
    // The tour for the first visitor has tests of its own.
    await window.page.addInitScript(() => localStorage.setItem('sheet.tour', 'done'));
    await window.page.goto(`${this.url}/?user=${encodeURIComponent(user)}`);
    const sheet = new SheetPage(window.page);
    await sheet.live();
    await sheet.cell('A1').filter({ hasText: /./ }).waitFor();
    return sheet;
  }

  async #context(options: BrowserContextOptions | null): Promise<BrowserContext> {
    if (options === null && this.#shared) return this.#shared;
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    if (options === null) this.#shared = context;
    return context;
  }

  async #close(page: Page): Promise<void> {
    await (page.context() === this.#shared ? page.close() : page.context().close());
  }

  async workbook(user: string = OWNER): Promise<WorkbookView> {
    return this.get<WorkbookView>(`/api/workbook?user=${user}`);
  }

  /** Texts of a range of the first tab, as the emulator has them. */
  async texts(range: string, sheet = 0): Promise<string[][]> {
    const { sheets } = await this.workbook();
    const view = await this.get<CellsView>(`/api/sheets/${sheets[sheet]?.id}/cells?range=${range}`);
    return view.cells.map((row) => row.map((cell) => cell?.text ?? ''));
  }

  /** Waits until the emulator has these texts. */
  async expectTexts(range: string, texts: readonly (readonly string[])[], sheet = 0): Promise<void> {
    await eventually(async () => expect(await this.texts(range, sheet)).toEqual(texts));
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path);
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** One window, in the words of a person before it. */
export class SheetPage {
  constructor(readonly page: Page) {}

  /** Waits until the page hears of changes by itself. */
  async live(): Promise<void> {
    await this.page.locator('[data-testid=live][data-state=live]').waitFor({ state: 'attached' });
  }

  /** @param name A1 */
  cell(name: string): Locator {
    return this.page.locator(`[data-cell="${name}"]`);
  }

  async select(from: string, to: string = from): Promise<void> {
    await this.cell(from).click({ position: { x: 4, y: 12 } });
    if (to !== from) await this.cell(to).click({ modifiers: ['Shift'], position: { x: 4, y: 12 } });
  }

  /** Types into a cell and goes down, as one does. */
  async type(name: string, text: string): Promise<void> {
    await this.select(name);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Waits until the cell shows this. */
  async expectText(name: string, text: string): Promise<void> {
    await eventually(async () => expect(await this.textOf(name)).toBe(text));
  }

  async textOf(name: string): Promise<string> {
    const texts = this.cell(name).locator('.text, .chip-text');
    // At once: a text that goes while it is looked at must not be waited for.
    return (await texts.allTextContents())[0] ?? '';
  }

  /** The name of the cell that has the keyboard's focus. */
  focused(): Promise<string | null> {
    return this.page.evaluate(() => document.activeElement?.getAttribute('data-cell') ?? null);
  }

  /** @param name as the name box writes it: A1, A3:Z4 */
  async expectSelection(name: string): Promise<void> {
    await eventually(async () => expect(await this.page.locator('.name-box').inputValue()).toBe(name));
  }

  async expectFocus(name: string): Promise<void> {
    await eventually(async () => expect(await this.focused()).toBe(name));
  }

  /** A menu of the bar, and the way through its submenus. */
  async menu(name: string, ...path: readonly string[]): Promise<void> {
    await this.page.getByRole('menubar').getByRole('menuitem', { name, exact: true }).click();
    for (const label of path) await this.menuItem(label).click();
  }

  menuItem(label: string): Locator {
    return this.page.locator('.menu .menu-item').filter({ has: this.page.getByText(label, { exact: true }) });
  }

  /** As another program does it: the text lies in the clipboard, then Ctrl+V. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((content) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', content);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    }, text);
  }

  /** What Ctrl+C or Ctrl+X gives to other programs. */
  async copied(kind: 'copy' | 'cut' = 'copy'): Promise<string> {
    return this.page.evaluate((type) => {
      const clipboardData = new DataTransfer();
      const event = new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
      return clipboardData.getData('text/plain');
    }, kind);
  }
}

/** Runs the bench around each test of a file. @param setUp the script's function that fills the spreadsheet */
export function useSheet(setUp = 'setUp', options: Partial<EmulatorOptions> = {}): SheetBench {
  const bench = new SheetBench(setUp, options);
  beforeAll(() => bench.launch());
  afterAll(() => bench.quit());
  beforeEach(() => bench.start());
  afterEach(() => bench.stop());
  return bench;
}
