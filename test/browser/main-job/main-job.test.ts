/** The main job by hand, in real windows: set up, sync, edit on both sides, paste, sort during a run, two people, a broken network, undo. */
import type { Locator, Page } from 'playwright-core';
import { COLLEAGUE, TRACKER_ADDRESS } from '../../../local/system';
import { SheetPage } from '../sheet/support/sheet-page';
import { cardIn } from '../support/board-bench';
import { eventually } from '../support/eventually';
import { useMainJob } from './support/main-job-bench';

const bench = useMainJob();

async function choose({ page }: SheetPage, item: string): Promise<void> {
  await page.getByRole('menuitem', { name: 'Lead Sync', exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

const toast = ({ page }: SheetPage, text: string | RegExp): Locator =>
  page.getByTestId('script-toast').getByText(text).first();

/** Answers a question of the script. */
async function answer({ page }: SheetPage, question: RegExp, text: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: question });
  await dialog.getByRole('textbox').fill(text);
  await dialog.getByRole('button', { name: 'OK' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function setUp(sheet: SheetPage): Promise<void> {
  await choose(sheet, 'Set up');
  await answer(sheet, /Address of the Work Tracker/, TRACKER_ADDRESS);
  await answer(sheet, /Key for the Work Tracker/, '');
  await answer(sheet, /How often/, '5');
  await toast(sheet, /Set up for the tab "Leads"/).waitFor();
}

async function firstSync(sheet: SheetPage): Promise<void> {
  await setUp(sheet);
  await choose(sheet, 'Initial sync');
  await sheet.cell('F5').filter({ hasText: /-/ }).waitFor();
}

/** Of a dropdown cell, with the mouse. */
async function pick(sheet: SheetPage, cell: string, word: string): Promise<void> {
  await sheet.select(cell);
  await sheet.press('Alt+ArrowDown');
  await sheet.page.getByRole('option', { name: word, exact: true }).click();
}

async function openPanel({ page }: SheetPage, tab: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Apps Script' }).click();
  const panel = page.getByRole('region', { name: 'Apps Script', exact: true });
  await panel.getByRole('tab', { name: tab }).click();
  return panel;
}

/** Lead id → status, as the sheet shows them. */
async function statuses(sheet: SheetPage, rows: number): Promise<Record<string, string>> {
  const numbers = Array.from({ length: rows }, (_, index) => index + 2);
  const pairs = await Promise.all(
    numbers.map(async (row) => [await sheet.textOf(`A${row}`), await sheet.textOf(`D${row}`)] as const),
  );
  return Object.fromEntries(pairs);
}

const title = (name: string): string => `Follow up: ${name}`;
const card = (board: Page, status: 'TODO' | 'IN_PROGRESS' | 'DONE', name: string): Locator =>
  cardIn(board, status, title(name));

async function move(board: Page, name: string, status: string): Promise<void> {
  await board.getByRole('button', { name: `Move to: ${title(name)}` }).click();
  await board.getByRole('menuitemradio', { name: status }).click();
}

test('set up by its questions, first sync, then edits of both sides follow each other within moments', async () => {
  const sheet = await bench.openSheet();
  await firstSync(sheet);
  const board = await bench.openBoard(sheet);
  await card(board, 'TODO', 'Zoë Ahlberg').waitFor();
  await card(board, 'IN_PROGRESS', 'Maria Duarte').waitFor();
  await card(board, 'DONE', 'Abel Eze').waitFor();

  await sheet.type('D2', 'CONTACTED');
  await card(board, 'IN_PROGRESS', 'Zoë Ahlberg').waitFor();
  await pick(sheet, 'D3', 'QUALIFIED');
  await card(board, 'DONE', 'Bo Chen').waitFor();

  await move(board, 'Maria Duarte', 'Done');
  await sheet.expectText('D4', 'QUALIFIED');
  await move(board, 'Abel Eze', 'In progress');
  // LOST stays LOST: its task is closed again.
  await card(board, 'DONE', 'Abel Eze').waitFor();
  await sheet.expectText('D5', 'LOST');
  await choose(sheet, 'Status');
  await sheet.page
    .getByRole('dialog', { name: 'Lead Sync status' })
    .getByText(/Syncs on edit/)
    .waitFor();
  await sheet.page.getByRole('dialog').getByRole('button', { name: 'OK' }).click();

  // From the card to its row.
  await board
    .getByRole('link', { name: title('Maria Duarte'), exact: true })
    .first()
    .click();
  const [row] = await Promise.all([
    board.waitForEvent('popup'),
    board.getByRole('link', { name: /row 4/ }).click(),
  ]);
  await new SheetPage(row).expectSelection('A4');
  await row.close();
});

test('a block pasted from another program gets a task for each row; a word that is no status is marked, and left alone', async () => {
  const sheet = await bench.openSheet();
  await firstSync(sheet);
  const board = await bench.openBoard(sheet);
  await sheet.select('A6');
  await sheet.paste(
    'L-6\tIda Falk\tida@example.com\tNEW\tFair\n007\tOmar Gil\tomar@example.com\tCONTACTED\tFair\nL-8\tUma Hall\tuma@example.com\tQUALIFIED\tFair',
  );
  await card(board, 'TODO', 'Ida Falk').waitFor();
  await card(board, 'IN_PROGRESS', 'Omar Gil').waitFor();
  await card(board, 'DONE', 'Uma Hall').waitFor();
  await sheet.cell('F8').filter({ hasText: /-/ }).waitFor();
  await sheet.expectText('A7', '007');
  await sheet.type('D8', 'Maybe');
  await sheet.page.locator('[data-cell="D8"][aria-invalid]').waitFor();
  await choose(sheet, 'Sync now');
  await toast(sheet, /"Maybe" is not in the status map/).waitFor();
  await sheet.expectText('D8', 'Maybe');
  await card(board, 'DONE', 'Uma Hall').waitFor();
});

test('rows sorted while a run is under way: every status stays with its lead, and the task with it', async () => {
  const sheet = await bench.openSheet();
  await firstSync(sheet);
  const board = await bench.openBoard(sheet);
  const faults = await openPanel(sheet, 'Faults');
  await faults.getByLabel('Answers slowly').check();
  await move(board, 'Zoë Ahlberg', 'Done');
  await move(board, 'Bo Chen', 'In progress');
  await choose(sheet, 'Sync now');
  // The run waits for the slow tracker meanwhile.
  await eventually(() => expect(bench.system.emulator.running.length).toBeGreaterThan(0));
  await sheet.select('B2');
  await sheet.menu('Data', 'Sort sheet by column B (A to Z)');
  await sheet.expectText('B2', 'Abel Eze');
  await faults.getByLabel('Works').first().check();
  await eventually(async () =>
    expect(await statuses(sheet, 4)).toEqual({
      'L-4': 'LOST',
      'L-2': 'CONTACTED',
      '003': 'CONTACTED',
      'L-1': 'QUALIFIED',
    }),
  );
  await card(board, 'DONE', 'Zoë Ahlberg').waitFor();
  await card(board, 'IN_PROGRESS', 'Bo Chen').waitFor();
});

test('two people at one sheet: each sees the other type, and the second is asked before the script runs for them', async () => {
  const owner = await bench.openSheet();
  await firstSync(owner);
  const board = await bench.openBoard(owner);
  const colleague = await bench.openSheet(COLLEAGUE);
  await colleague.type('D2', 'CONTACTED');
  await owner.expectText('D2', 'CONTACTED');
  // The owner's trigger pushes what the colleague typed.
  await card(board, 'IN_PROGRESS', 'Zoë Ahlberg').waitFor();
  await choose(colleague, 'Sync now');
  await colleague.page
    .getByRole('dialog', { name: 'Authorization required' })
    .getByRole('button', { name: 'OK' })
    .click();
  await colleague.page.getByRole('button', { name: COLLEAGUE, exact: true }).click();
  await colleague.page.getByLabel('Select all').check();
  await colleague.page.getByRole('button', { name: 'Continue' }).click();
  await colleague.page.getByRole('button', { name: 'Run “Sync now”' }).click();
  await toast(colleague, /in step|Nothing to do|key/i).waitFor();
});

test('with the tracker unreachable edits wait, the person is told, and the next sync brings them over; undo is an edit like any other', async () => {
  const sheet = await bench.openSheet();
  await firstSync(sheet);
  const board = await bench.openBoard(sheet);
  // What the script waits before it tries again passes ten times as fast.
  const panel = await openPanel(sheet, 'Time');
  await panel.getByRole('button', { name: '×10', exact: true }).click();
  await panel.getByRole('button', { name: '×10', exact: true, pressed: true }).waitFor();
  await panel.getByRole('tab', { name: 'Faults' }).click();
  const faults = panel;
  await faults.getByLabel('Cannot be reached').check();
  await sheet.type('D2', 'QUALIFIED');
  await choose(sheet, 'Sync now');
  await toast(sheet, /tracker/i).waitFor();
  await card(board, 'TODO', 'Zoë Ahlberg').waitFor();
  await faults.getByLabel('Works').first().check();
  await choose(sheet, 'Sync now');
  await card(board, 'DONE', 'Zoë Ahlberg').waitFor();

  await sheet.select('D2');
  await sheet.press('Control+z');
  await sheet.expectText('D2', 'NEW');
  await choose(sheet, 'Sync now');
  await card(board, 'TODO', 'Zoë Ahlberg').waitFor();
});
