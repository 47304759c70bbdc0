/** axe finds nothing serious on any page, in light and in dark. */
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { cardLink, live, useBench } from '../support/board-bench';
import { syncLeads } from '../support/sync-leads';

const bench = useBench();
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** @returns the serious findings, each with the first place */
async function findings(page: Page): Promise<string[]> {
  // Not as a script element: the page's own policy forbids it, and shall be in force.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`);
}

const SCHEMES = ['light', 'dark'] as const;

describe.each(SCHEMES)('in %s', (colorScheme) => {
  const open = (path: string) => bench.open(path, { colorScheme, reducedMotion: 'reduce' });

  test('the board, its flow view, menu, messages and dialogs', async () => {
    await bench.make({ title: 'Call Ada', lead_id: 'L-1', notes: 'Prefers mail' });
    await bench.make({ title: 'Offer', status: 'DONE' });
    await syncLeads(bench, 'sheet-1', [{ lead_id: '7', title: 'Follow up: Bo', status: 'IN_PROGRESS' }]);
    const page = await open('/?view=flow');
    await cardLink(page, 'Call Ada').waitFor();
    await live(page);
    await page.getByText('Time in status').waitFor();
    await page.getByText('Figures per day').click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Move to: Call Ada' }).click();
    await page.getByRole('menu').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('menuitemradio', { name: 'Done' }).click();
    await page.locator('.toast').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('n');
    await page.getByRole('dialog').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('the empty board, a search without match, and the card page', async () => {
    const empty = await open('/');
    await empty.getByText('Nothing to do.').waitFor();
    expect(await findings(empty)).toEqual([]);
    const task = await bench.make({ title: 'Call Ada', lead_id: 'L-1', notes: 'Prefers mail' });
    await bench.call('PATCH', `/tasks/${task.id}`, { status: 'DONE', notes: '' });
    const card = await open(`/card/${task.id}`);
    await card.locator('.history-entry').nth(1).waitFor();
    expect(await findings(card)).toEqual([]);
    const gone = await open('/card/00000000-0000-4000-8000-000000000000');
    await gone.getByRole('heading', { name: 'This card is not here' }).waitFor();
    expect(await findings(gone)).toEqual([]);
  });

  test('the administrators’ pages and the sign-in page', async () => {
    await bench.make({ title: 'Call Ada' });
    const events = ['task.created'];
    await bench.call('POST', '/webhooks', { url: 'https://hooks.example.com/in', events });
    const made = await bench.call<{ key: string }>('POST', '/keys', { name: 'admin', scopes: ['admin'] });
    const page = await open('/admin');
    await page.getByLabel('Access key').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('Access key').fill(made.key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('row', { name: /admin/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    for (const tab of ['links', 'webhooks', 'audit', 'data']) {
      await page.goto(`${bench.url}/admin?tab=${tab}`);
      await page.locator('#section-title').waitFor();
      await page.getByText('Loading…').waitFor({ state: 'detached' });
      expect(await findings(page)).toEqual([]);
    }
  });
});
