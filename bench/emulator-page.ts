/** How soon an open page shows what a run of the script has written, counted from the end of the run; in a real Chromium. */
import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { serveEmulator } from '../emulator/src/api/serve';
import type { Emulator } from '../emulator/src/index';

const PLACES = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'];
const CELL = 'B2';
const PATIENCE_MS = 10_000;

/** Notes when which text came to stand in the cell; both processes read the same clock. */
const WATCH = `
window.seen = {};
const look = () => {
  const text = document.querySelector('[data-cell="${CELL}"]')?.textContent ?? '';
  window.seen[text] ??= Date.now();
};
new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
`;

/** @returns milliseconds of each round; 0 where the page was sooner than the report of the run */
export async function measurePage(emulator: Emulator, rounds: number): Promise<number[]> {
  const executablePath = PLACES.find((place) => place !== '' && existsSync(place));
  if (executablePath === undefined)
    throw new Error('Install Chromium: apt-get install chromium (or set CHROMIUM_PATH to one).');
  const server = await serveEmulator(emulator, 0);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.getByRole('tab', { name: 'Leads' }).click();
    await page.locator(`[data-cell="${CELL}"]`).filter({ hasText: /./ }).waitFor();
    await page.evaluate(WATCH);
    const times: number[] = [];
    // The first rounds compile.
    for (let round = -3; round < rounds; round += 1) {
      const took = await showsAfterRun(emulator, page, `mark ${round}`);
      if (round >= 0) times.push(took);
    }
    return times;
  } finally {
    await browser.close();
    await server.close();
  }
}

async function showsAfterRun(emulator: Emulator, page: Page, text: string): Promise<number> {
  const { status } = await emulator.run('mark', { args: [text] });
  if (status !== 'completed') throw new Error(`The run ended ${status}.`);
  const ended = Date.now();
  return Math.max(0, (await seenAt(page, text)) - ended);
}

/** Asked again and again: the page's policy forbids to wait in the page itself. */
async function seenAt(page: Page, text: string): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const at = await page.evaluate<number | undefined>(`window.seen[${JSON.stringify(text)}]`);
    if (at !== undefined) return at;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The page never showed what the run wrote.');
}
