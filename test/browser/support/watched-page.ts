/** A page that is watched while a test uses it: what the browser complains of, and where requests go. */
import type { BrowserContext, Page } from 'playwright-core';

export interface WatchedPage {
  readonly page: Page;
  /** Complaints so far: console errors, uncaught errors, refused content, requests to other origins. */
  readonly complaints: string[];
}

/** Answers that a test provokes; Chromium writes each into its console by itself. */
const ANSWERED = /^Failed to load resource: (the server responded with a status of|net::ERR_)/;

export async function watchPage(context: BrowserContext, origin: () => string): Promise<WatchedPage> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !ANSWERED.test(text)) complaints.push(`console: ${text}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== origin())
      complaints.push(`request to ${url.origin}`);
  });
  return { page, complaints };
}
