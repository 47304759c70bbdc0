/** A far-away server: what a page sends arrives at once, the answers come late. */
import type { Page } from 'playwright-core';

const LATE_MS = 300;

/** @param method of the requests whose answers are late */
export async function slowAnswers(page: Page, method: 'POST' | 'PATCH' | 'DELETE'): Promise<void> {
  await page.route('**', async (route) => {
    if (route.request().method() !== method) return route.fallback();
    const response = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    await route.fulfill({ response });
  });
}
