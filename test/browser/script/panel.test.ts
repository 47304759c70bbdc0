/** The Apps Script panel: executions, triggers, run, properties, quota, outbox, time, faults and switches, by a person's hand. */
import { eventually } from '../support/eventually';
import { SAMPLE } from './support/sample-script';
import { choose, openPanel, runBar, useScriptBench } from './support/script-bench';

const bench = useScriptBench(SAMPLE);
const runsOf = (name: string) =>
  bench.emulator.executions.filter(({ functionName }) => functionName === name);

afterEach(() => {
  for (const { id } of bench.emulator.triggers.list()) bench.emulator.triggers.disable(id);
});

async function withTrigger() {
  const page = await bench.open();
  await choose(page, 'More', 'Install');
  await runBar(page).getByText('Finished script').waitFor();
  return page;
}

test('triggers: what and when, run now, disable and enable', async () => {
  const page = await withTrigger();
  const panel = await openPanel(page, 'Triggers');
  const row = panel.getByRole('row', { name: /tick/ }).last();
  await row.getByText(/every 5 minutes/i).waitFor();
  const before = runsOf('tick').length;
  await row.getByRole('button', { name: 'Run tick now' }).click();
  await row.getByText(/, completed/).waitFor();
  expect(runsOf('tick').length).toBe(before + 1);
  await row.getByRole('button', { name: 'Disable tick' }).click();
  await row.getByText(/^Disabled/).waitFor();
  await row.getByRole('button', { name: 'Enable tick' }).click();
  await row.getByText(/^Disabled/).waitFor({ state: 'detached' });
  await row.getByText(/, completed/).click();
  await panel.getByRole('heading', { name: 'tick' }).waitFor();
});

test('time: an advance of five minutes runs what falls due, and speeds are set', async () => {
  const page = await withTrigger();
  const before = runsOf('tick').length;
  const panel = await openPanel(page, 'Time');
  const now = async () => Date.parse((await panel.getByTestId('clock').getAttribute('datetime')) ?? '');
  const start = await now();
  await panel.getByRole('button', { name: 'Advance 5 minutes' }).click();
  await eventually(() => expect(runsOf('tick').length).toBeGreaterThan(before));
  await eventually(async () => expect((await now()) - start).toBeGreaterThanOrEqual(5 * 60_000));
  await panel.getByRole('button', { name: '×60' }).click();
  await panel.getByRole('button', { name: '×60', pressed: true }).waitFor();
  const fast = await now();
  await eventually(async () => expect((await now()) - fast).toBeGreaterThanOrEqual(60_000));
  await panel.getByRole('button', { name: '×1', exact: true }).click();
  await panel.getByRole('button', { name: '×1', exact: true, pressed: true }).waitFor();
});

test('properties: secrets are masked and long values cut until they are asked for; the outbox keeps mails', async () => {
  const page = await withTrigger();
  const panel = await openPanel(page, 'Properties');
  const secret = panel.getByRole('row', { name: /API_TOKEN/ });
  await secret.getByText('••••••••').waitFor();
  expect(await panel.innerText()).not.toContain('tr-4711');
  await secret.getByRole('button', { name: 'Show API_TOKEN' }).click();
  await secret.getByText('tr-4711').waitFor();
  const long = panel.getByRole('row', { name: /^last/ });
  expect(await long.getByRole('cell').first().innerText()).toMatch(/^x{140}…$/);
  await panel.getByRole('tab', { name: 'Outbox' }).click();
  await panel.getByText('Installed').first().click();
  await panel.getByText('The trigger is there.').first().waitFor();
  await panel.getByRole('tab', { name: 'Quota' }).click();
  await panel.getByRole('progressbar').first().waitFor();
  expect(await panel.innerText()).toMatch(/of 20,000/);
});

test('faults: the network breaks and is mended, and what runs is killed', async () => {
  const page = await bench.open();
  const panel = await openPanel(page, 'Faults');
  await panel.getByLabel('Answers 500, an error of its own').check();
  await eventually(async () =>
    expect(await (await fetch(`${bench.url}/api/faults`)).json()).toMatchObject({ network: '500' }),
  );
  await choose(page, 'Fetch');
  await runBar(page)
    .getByText(/returned code 500/)
    .waitFor();
  await panel.getByLabel('Works').first().check();
  await panel.getByLabel('One call in twenty times out').check();
  await eventually(async () =>
    expect(await (await fetch(`${bench.url}/api/faults`)).json()).toEqual({
      network: 'none',
      spreadsheet: 'timeouts',
    }),
  );
  await panel.getByRole('radio', { name: 'Works' }).last().check();
  await choose(page, 'Wait');
  await panel.getByRole('button', { name: 'Kill waitLong' }).click();
  await runBar(page).getByText('waitLong was stopped.').waitFor();
  expect(runsOf('waitLong').at(-1)?.status).toBe('killed');
  await panel.getByText('Nothing runs.').waitFor();
});

test('switches: each says what it is, a changed one is marked, and is reset alone or with all', async () => {
  const page = await bench.open();
  const panel = await openPanel(page, 'Switches');
  const field = panel.getByLabel('toastWithoutUi', { exact: true });
  await panel.getByLabel('Filter switches').fill('toast');
  await field.selectOption('ignored');
  await panel.getByText('changed', { exact: true }).waitFor();
  await panel.getByRole('button', { name: 'Reset toastWithoutUi' }).click();
  await panel.getByText('changed', { exact: true }).waitFor({ state: 'detached' });
  await field.selectOption('ignored');
  await panel.getByRole('button', { name: 'Reset 1 switch' }).click();
  await eventually(async () => expect(await field.inputValue()).toBe('throws'));
});

test('run: a function with arguments as from the editor; arguments that are no JSON array are refused', async () => {
  const page = await bench.open();
  const panel = await openPanel(page, 'Run');
  await panel.getByLabel('Function').selectOption('add');
  await panel.getByLabel('Arguments').fill('2, 3');
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await panel.getByText('Write the arguments as a JSON array').waitFor();
  await panel.getByLabel('Arguments').fill('[2, 3]');
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await runBar(page).getByText('Finished script').waitFor();
  expect(runsOf('add').at(-1)).toMatchObject({ entry: 'editor', returnValue: 5 });
  expect(await panel.getByLabel('Function').locator('option').allInnerTexts()).not.toContain('secret_');
  await panel.getByRole('button', { name: 'Log and result' }).click();
  const facts = panel.getByRole('definition');
  await facts.filter({ hasText: /^5$/ }).waitFor();
});

test('executions: found by a filter, and the tabs go by arrow keys', async () => {
  const page = await bench.open();
  await choose(page, 'Greet');
  await runBar(page).getByText('Finished script').waitFor();
  const panel = await openPanel(page, 'Executions');
  await panel.getByRole('row', { name: /greet/ }).first().waitFor();
  await panel.getByRole('searchbox').fill('greet');
  expect(await panel.getByRole('row', { name: /onOpen/ }).count()).toBe(0);
  await panel.getByLabel('Status').selectOption('Failed');
  await panel.getByText('No execution matches the filter.').waitFor();
  await panel.getByRole('tab', { name: 'Executions' }).focus();
  await page.keyboard.press('ArrowRight');
  await panel.getByRole('tab', { name: 'Triggers', selected: true }).waitFor();
  await page.keyboard.press('End');
  await panel.getByRole('tab', { name: 'Switches', selected: true }).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Apps Script');
});
