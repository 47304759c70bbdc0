/** A real tracker with Chromium in front of it: one browser for a test file, a tracker and windows for each test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { startTracker, type Tracker, type TrackerOptions } from '../../../server/src';
import type { Task, TaskStatus } from '../../../src/contract';
import { launchChromium } from './chromium';
import { watchPage, type WatchedPage } from './watched-page';

/** Longest wait for anything on a page, in milliseconds: generous, since the machine is shared. */
const PATIENCE_MS = 20_000;

export class BoardBench {
  #browser!: Browser;
  #tracker!: Tracker;
  #folder!: string;
  #windows: WatchedPage[] = [];
  /** What a test expects the browser to complain of. */
  readonly expected: RegExp[] = [];

  get url(): string {
    return this.#tracker.url;
  }

  get tracker(): Tracker {
    return this.#tracker;
  }

  async launch(): Promise<void> {
    this.#browser = await launchChromium();
  }

  async quit(): Promise<void> {
    await this.#browser?.close();
  }

  async start(): Promise<void> {
    this.#folder = mkdtempSync(join(tmpdir(), 'board-test-'));
    this.#tracker = await this.#startTracker(0);
  }

  /** The same tracker again, as after a power cut. */
  async startAgain(): Promise<void> {
    this.#tracker = await this.#startTracker(this.#tracker.port);
  }

  /** Ends the tracker and all windows. @throws when a window complained of something */
  async stop(): Promise<void> {
    const complaints = this.#windows.flatMap((window) => window.complaints);
    await Promise.all(this.#windows.map(({ page }) => page.context().close()));
    this.#windows = [];
    await this.#tracker.close();
    rmSync(this.#folder, { recursive: true, force: true });
    expect(complaints.filter((text) => !this.expected.some((known) => known.test(text)))).toEqual([]);
    this.expected.length = 0;
  }

  /** A window of its own person: nothing is shared with the others. */
  async open(path = '/', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const window = await watchPage(context, () => this.url);
    this.#windows.push(window);
    await window.page.goto(this.url + path);
    return window.page;
  }

  /** Makes a task behind the page's back. */
  async make(fields: Partial<Task> & { title: string }, key?: string): Promise<Task> {
    return this.call<Task>('POST', '/tasks', fields, key);
  }

  async call<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  #startTracker(port: number): Promise<Tracker> {
    const options: TrackerOptions = {
      port,
      databaseUrl: `sqlite:///${join(this.#folder, 'tracker.db')}`,
      closeDeadlineMs: 500,
    };
    return startTracker(options);
  }
}

/** Runs the bench around each test of a file. */
export function useBench(): BoardBench {
  const bench = new BoardBench();
  beforeAll(() => bench.launch());
  afterAll(() => bench.quit());
  beforeEach(() => bench.start());
  afterEach(() => bench.stop());
  return bench;
}

export function column(page: Page, status: TaskStatus): Locator {
  return page.locator(`[data-status="${status}"]`);
}

/** The card with this title in a column. */
export function cardIn(page: Page, status: TaskStatus, title: string): Locator {
  return column(page, status).locator('.card', { has: page.getByRole('link', { name: title, exact: true }) });
}

export function cardLink(page: Page, title: string): Locator {
  return page.locator('.card').getByRole('link', { name: title, exact: true });
}

/** Waits until the page hears of changes by itself. */
export async function live(page: Page): Promise<void> {
  await page.getByTestId('live').filter({ hasText: 'Live' }).waitFor();
}

export async function countOf(page: Page, status: TaskStatus): Promise<string> {
  const text = await page.getByTestId(`count-${status}`).innerText();
  return /\d[\d,]*/.exec(text)?.[0] ?? '';
}
