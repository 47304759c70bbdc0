/** The script's menus, what a chosen item shows while it runs and when it has ended, toasts, alerts and prompts. */
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually';
import { SAMPLE } from './support/sample-script';
import { choose, OWNER, runBar, useScriptBench } from './support/script-bench';

const bench = useScriptBench(SAMPLE);

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
const waitForFocus = (page: Page, text: string) =>
  eventually(async () => expect(await focused(page)).toContain(text));

test('a menu stands in the bar with its items, separator and submenu in the script’s order', async () => {
  const page = await bench.open();
  await page.getByRole('menuitem', { name: 'Tools', exact: true }).click();
  const menu = page.getByRole('menu', { name: 'Tools' });
  const names = await menu.locator('.menu-item .menu-label').allInnerTexts();
  expect(names).toEqual(['Greet', 'Ask', 'Name', 'Fail', 'Wait', 'Fetch', 'More']);
  expect(await menu.getByRole('separator').count()).toBe(1);
  await menu.getByRole('menuitem', { name: 'More' }).hover();
  await page
    .getByRole('menu', { name: 'More' })
    .getByRole('menuitem', { name: 'Sidebar', exact: true })
    .waitFor();
});

test('an item chosen with the mouse runs, says so, and its toast stays until it is dismissed', async () => {
  const page = await bench.open();
  await choose(page, 'Greet');
  const toast = page.getByTestId('script-toast');
  await toast.getByText(`Hello, ${OWNER}`).waitFor();
  expect(await toast.locator('strong').innerText()).toBe('Greeting');
  await runBar(page).getByText('Finished script').waitFor();
  await toast.getByRole('button', { name: 'Close the message' }).click();
  await toast.waitFor({ state: 'detached' });
});

test('a macro of the manifest stands under Extensions with its shortcut, and runs by it', async () => {
  const page = await bench.open();
  await page.getByRole('menuitem', { name: 'Extensions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Macros', exact: true }).hover();
  const entry = page.getByRole('menu', { name: 'Macros' }).getByRole('menuitem');
  await entry.waitFor();
  expect(await entry.innerText()).toMatch(/Greet by key\s+Ctrl\+Alt\+Shift\+4/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Alt+Shift+Digit4');
  await page.getByTestId('script-toast').getByText(`Hello, ${OWNER}`).waitFor();
});

test('keys alone open the menu, find an item by its letter, enter the submenu and leave again', async () => {
  const page = await bench.open();
  await page.getByRole('menuitem', { name: 'Tools', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await waitForFocus(page, 'Greet');
  await page.keyboard.press('ArrowDown');
  await waitForFocus(page, 'Ask');
  await page.keyboard.press('m');
  await waitForFocus(page, 'More');
  await page.keyboard.press('ArrowRight');
  await waitForFocus(page, 'Sidebar');
  await page.keyboard.press('ArrowLeft');
  await waitForFocus(page, 'More');
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await waitForFocus(page, 'Tools');
  await page.keyboard.press('ArrowDown');
  await waitForFocus(page, 'Greet');
  await page.keyboard.press('f');
  await waitForFocus(page, 'Fail');
  await page.keyboard.press('Enter');
  await runBar(page).getByText('The list is empty.').waitFor();
});

test('what fails shows its error; Details opens the execution with log, stack and service calls', async () => {
  const page = await bench.open();
  await choose(page, 'Fail');
  await runBar(page).getByRole('button', { name: 'Details' }).click();
  const panel = page.getByRole('region', { name: 'Apps Script', exact: true });
  await panel.getByRole('heading', { name: 'fail' }).waitFor();
  expect(await panel.getByLabel('Error').innerText()).toContain('The list is empty.');
  expect(await panel.getByLabel('Stack').innerText()).toContain('fail');
  expect(await panel.getByLabel('Log').innerText()).toContain('about to fail');
  const calls = await panel.getByLabel('Service calls').innerText();
  expect(calls).toContain('Range.getValue');
  await runBar(page).getByRole('button', { name: 'Dismiss' }).click();
  await panel.getByRole('button', { name: 'All executions' }).click();
  await panel
    .getByRole('row', { name: /^fail .*Menu owner Failed/ })
    .first()
    .waitFor();
});

test('what runs can be stopped from the bar', async () => {
  const page = await bench.open();
  await choose(page, 'Wait');
  await runBar(page).getByText('Running script…').waitFor();
  await runBar(page).getByRole('button', { name: 'Cancel' }).click();
  await runBar(page).getByText('waitLong was stopped.').waitFor();
  const ended = bench.emulator.executions.findLast(({ functionName }) => functionName === 'waitLong');
  expect(ended?.status).toBe('killed');
});

test('an alert has the asked buttons, keeps the focus, and still waits after the page was loaded again', async () => {
  const page = await bench.open();
  await choose(page, 'Ask');
  const dialog = page.getByRole('dialog', { name: 'Sure?' });
  await dialog.getByText('Everything will be sorted.').waitFor();
  await page.reload();
  await dialog.getByText('Everything will be sorted.').waitFor();
  await waitForFocus(page, 'Yes');
  for (let turn = 0; turn < 6; turn += 1) {
    await page.keyboard.press('Tab');
    const isInside = await page.evaluate(
      () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
    );
    expect(isInside).toBe(true);
  }
  await dialog.getByRole('button', { name: 'No', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await eventually(() => expect(bench.answer).toBe('NO'));
});

test('Escape answers CLOSE; a prompt gives its text, by Enter too', async () => {
  const page = await bench.open();
  await choose(page, 'Ask');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => expect(bench.answer).toBe('CLOSE'));

  await choose(page, 'Name');
  await page.getByLabel('Your name?').waitFor();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await eventually(() => expect(bench.answer).toBe('OK:Ada'));

  await choose(page, 'Name');
  await page.getByLabel('Your name?').fill('Bo');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await eventually(() => expect(bench.answer).toBe('CANCEL:Bo'));
});

test('an alert is asked only the person it is for, and answered in one window it is gone in the other', async () => {
  const [one, two, ann] = [
    await bench.open(),
    await bench.open(),
    await bench.open({ user: 'ann@example.com' }),
  ];
  await choose(one, 'Ask');
  await two.getByRole('dialog', { name: 'Sure?' }).waitFor();
  expect(await ann.getByRole('dialog').count()).toBe(0);
  await two.getByRole('button', { name: 'Yes' }).click();
  await one.getByRole('dialog').waitFor({ state: 'detached' });
  await eventually(() => expect(bench.answer).toBe('YES'));
});
