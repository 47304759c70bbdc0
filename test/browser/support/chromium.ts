/** Debian's Chromium, driven by Playwright. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** @throws when there is none: these tests are never skipped */
export async function launchChromium(): Promise<Browser> {
  const executablePath = [process.env['CHROMIUM_PATH'] ?? '', ...PLACES].find(
    (path) => path !== '' && existsSync(path),
  );
  if (executablePath === undefined) {
    throw new Error('Install Chromium: apt-get install chromium (or set CHROMIUM_PATH to one).');
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
