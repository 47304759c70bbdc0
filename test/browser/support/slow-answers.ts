/** A far-away server: what a page sends arrives at once, the answers come late. */
import type { Page, Route } from 'playwright-core';

const LATE_MS = 300;

/** @param method of the requests whose answers are late */
export async function slowAnswers(page: Page, method: 'POST' | 'PATCH' | 'DELETE'): Promise<void> {
  await page.route('**', async (route) => {
    if (route.request().method() !== method) return route.fallback();
    // The test may have ended and closed its window meanwhile; an answer that a test still waits for would fail it by itself.
    await answerLate(route).catch(() => undefined);
  });
}

async function answerLate(route: Route): Promise<void> {
  const response = await route.fetch();
  await new Promise((resolve) => setTimeout(resolve, LATE_MS));
  await route.fulfill({ response });
}
