/** Consent before the script first runs with a person's rights, two users at once, the tour, and what axe says of all of it. */
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually';
import { PHONE } from '../support/phone';
import { SAMPLE } from './support/sample-script';
import { ANN, choose, openPanel, OWNER, runBar, useScriptBench } from './support/script-bench';

const bench = useScriptBench({ ...SAMPLE, authorization: 'ask' });
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

beforeEach(() => {
  bench.emulator.authorization.grant(OWNER, 'all');
  bench.emulator.authorization.revoke(ANN);
});

interface Axe {
  run(place: { include: string[][]; exclude: string[][] }, options: object): Promise<AxeResults>;
}

/**
 * The cells are looked at by the sheet's own tests; in the dark only the colours are others.
 * @returns the serious findings, each with the first place
 */
async function findings(page: Page, part = 'body'): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(async (selector) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const place = { include: [[selector]], exclude: [['.grid-viewport']] };
    return axe.run(place, isDark ? { runOnly: ['color-contrast'] } : {});
  }, part);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`);
}

const toast = (page: Page, text: string) => page.getByTestId('script-toast').getByText(text).first();

test('a person who has not allowed the script is asked, may allow a part, and is told what that means', async () => {
  const page = await bench.open({ user: ANN });
  await choose(page, 'Greet');
  await page
    .getByRole('dialog', { name: 'Authorization required' })
    .getByRole('button', { name: 'OK' })
    .click();
  await page.getByRole('dialog', { name: 'Choose an account' }).getByRole('button', { name: ANN }).click();
  const consent = page.getByRole('dialog', { name: 'Demo wants to access your Google Account' });
  await consent.getByText('https://www.googleapis.com/auth/script.scriptapp').waitFor();
  expect(await consent.getByRole('checkbox').count()).toBe(1 + 6);
  expect(await consent.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
  await consent.getByLabel('Select all').check();
  await consent.getByText('https://www.googleapis.com/auth/userinfo.email').click();
  expect(await consent.getByLabel('Select all').isChecked()).toBe(false);
  await consent.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('You did not allow everything').waitFor();
  expect(bench.emulator.authorization.of(ANN).scopes.filter(({ granted }) => !granted)).toMatchObject([
    { scope: 'https://www.googleapis.com/auth/userinfo.email' },
  ]);
  await page.getByRole('button', { name: 'Run “Greet”' }).click();
  await runBar(page)
    .getByText(/permission|userinfo\.email/)
    .waitFor();
});

test('cancelled, nothing has run; allowed, the item runs with that person’s rights and only they see its toast', async () => {
  const [page, owner] = [await bench.open({ user: ANN }), await bench.open()];
  const before = bench.emulator.executions.filter(({ functionName }) => functionName === 'greet').length;
  await choose(page, 'Greet');
  await page.getByRole('dialog', { name: 'Authorization required' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await choose(page, 'Greet');
  const asked = page.getByRole('dialog', { name: 'Authorization required' });
  await asked.getByRole('button', { name: 'OK' }).press('Enter');
  await page.getByRole('button', { name: ANN, exact: true }).press('Enter');
  await page.getByLabel('Select all').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  const after = bench.emulator.executions.filter(({ functionName }) => functionName === 'greet').length;
  expect(after).toBe(before);
  await choose(page, 'Greet');
  await toast(page, `Hello, ${ANN}`).waitFor();
  await bench.emulator.idle();
  expect(bench.emulator.executions.findLast(({ functionName }) => functionName === 'greet')).toMatchObject({
    status: 'completed',
    user: ANN,
  });
  expect(await owner.getByTestId('script-toast').count()).toBe(0);
});

test('the user switcher tells who is who, shares with a reader, opens a second window, and switches this one', async () => {
  const page = await bench.open();
  await page.getByRole('button', { name: `Signed in as ${OWNER}. Change user` }).click();
  const users = page.getByRole('group', { name: 'Users' });
  await users.getByText('Owner · has allowed the script').waitFor();
  await users.getByText('Editor · has not allowed the script yet').waitFor();
  await users.getByRole('textbox', { name: 'Share with' }).fill('reader@example.com');
  await users.getByRole('combobox', { name: 'Role' }).selectOption('Viewer');
  await users.getByRole('button', { name: 'Share', exact: true }).click();
  await users.getByText('Viewer: may only read').waitFor();
  const [second] = await Promise.all([
    page.waitForEvent('popup'),
    users.getByRole('link', { name: `Open a second window as ${ANN}` }).click(),
  ]);
  await second.getByRole('button', { name: `Signed in as ${ANN}. Change user` }).waitFor();
  await users.getByRole('button', { name: `Switch to ${ANN}` }).click();
  await page.getByRole('button', { name: `Signed in as ${ANN}. Change user` }).waitFor();
  expect(new URL(page.url()).searchParams.get('user')).toBe(ANN);
});

test('a person takes back their consent, and is asked again', async () => {
  const page = await bench.open();
  await page.getByRole('button', { name: /Signed in as/ }).click();
  await page.getByRole('button', { name: 'Take back my authorisation' }).click();
  await page.getByText('Owner · has not allowed the script yet').waitFor();
  await page.keyboard.press('Escape');
  await choose(page, 'Greet');
  await page.getByRole('dialog', { name: 'Authorization required' }).waitFor();
});

test('the board is one click away', async () => {
  const page = await bench.open();
  expect(await page.getByRole('link', { name: /Board/ }).getAttribute('href')).toBe('http://127.0.0.1:9/');
});

test('the tour leads a first visitor through five steps, does not block the page, and comes back by “?” only', async () => {
  const page = await bench.open({ withTour: true });
  const tour = page.getByRole('complementary', { name: 'Tour' });
  await tour.getByText('Step 1 of 5').waitFor();
  await choose(page, 'Greet');
  await toast(page, `Hello, ${OWNER}`).waitFor();
  for (const step of [2, 3, 4, 5]) {
    await tour.getByRole('button', { name: 'Next' }).click();
    await tour.getByText(`Step ${step} of 5`).waitFor();
  }
  await page.getByRole('region', { name: 'Apps Script', exact: true }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Done');
  await tour.getByRole('button', { name: 'Done' }).click();
  await tour.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('menuitem', { name: 'Tools', exact: true }).waitFor();
  expect(await tour.count()).toBe(0);
  await page.getByRole('button', { name: 'Tour' }).click();
  await eventually(async () =>
    expect(await tour.evaluate((card) => card === document.activeElement)).toBe(true),
  );
  await page.keyboard.press('Escape');
  await tour.waitFor({ state: 'detached' });
});

describe.each(['light', 'dark'] as const)('axe finds nothing serious in %s', (colorScheme) => {
  test('menu, toast, alert, run bar, sidebar, consent, users, tour', async () => {
    const page = await bench.open({ colorScheme, reducedMotion: 'reduce', withTour: true });
    await page.getByText('Step 1 of 5').waitFor();
    await choose(page, 'Greet');
    await page.getByTestId('script-toast').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Skip the tour' }).click();
    await choose(page, 'Fail');
    await runBar(page).getByText('Details').waitFor();
    await choose(page, 'More', 'Sidebar');
    await page.frameLocator('iframe').getByRole('button', { name: 'Add' }).waitFor();
    await page.getByRole('button', { name: /Signed in as/ }).click();
    await page.getByText('Owner · has allowed').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem', { name: 'Tools', exact: true }).click();
    await page.getByRole('menuitem', { name: 'More', exact: true }).hover();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await choose(page, 'Name');
    await page.getByLabel('Your name?').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('every tab of the panel, and the panel in a narrow window', async () => {
    const page = await bench.open({ colorScheme, reducedMotion: 'reduce' });
    await choose(page, 'More', 'Sidebar');
    await page.getByRole('complementary', { name: 'Helper' }).waitFor();
    await choose(page, 'Fail');
    const panel = await openPanel(page, 'Executions');
    for (const tab of await panel.getByRole('tab').allInnerTexts()) {
      await panel.getByRole('tab', { name: tab, exact: true }).click();
      await panel.getByText('Loading…').waitFor({ state: 'detached' });
      expect([tab, await findings(page, '.script-panel')]).toEqual([tab, []]);
    }
    await panel.getByRole('tab', { name: 'Executions' }).click();
    await panel.getByRole('button', { name: 'fail', exact: true }).first().click();
    await panel.getByLabel('Stack').waitFor();
    expect(await findings(page, '.script-panel')).toEqual([]);

    const phone = await bench.open({ ...PHONE, colorScheme, reducedMotion: 'reduce' });
    // The sidebar of the other window stands here too, over all of it.
    const sidebar = phone.getByRole('complementary', { name: 'Helper' });
    expect(await sidebar.boundingBox()).toMatchObject({ x: 0, y: 0, width: 360 });
    await sidebar.getByRole('button', { name: 'Close the sidebar' }).click();
    const sheet = await openPanel(phone, 'Triggers');
    await sheet.getByText('Loading…').waitFor({ state: 'detached' });
    expect(await findings(phone)).toEqual([]);
    expect((await sheet.boundingBox())?.width).toBe(360);
    await sheet.getByRole('button', { name: 'Close the panel' }).click();
    await sheet.waitFor({ state: 'detached' });
  });
});
