/** Rows, columns and tabs on the page: order, places, widths, filters, CSV. */
import { readFileSync } from 'node:fs';
import { eventually } from '../support/eventually';
import { slowAnswers } from '../support/slow-answers';
import { useSheet } from './support/sheet-page';

const bench = useSheet();

test('the sheet is sorted by a column from its menu, without the frozen header', async () => {
  const sheet = await bench.open();
  await sheet.page.locator('[data-letter="1"]').click({ button: 'right' });
  await sheet.menuItem('Sort sheet Z to A').click();
  await sheet.expectText('A2', 'Juniper Ltd');
  await bench.expectTexts('A1:A3', [['Company'], ['Juniper Ltd'], ['Iris Ltd']]);
  await sheet.select('D4');
  await sheet.menu('Data', 'Sort sheet by column D (A to Z)');
  await bench.expectTexts('A1:A3', [['Company'], ['Acme Ltd'], ['Borealis Ltd']]);
  await sheet.select('A2', 'D4');
  await sheet.menu('Data', 'Sort range A2:D4 (Z to A)');
  await bench.expectTexts('A2:A5', [['Cobalt Ltd'], ['Borealis Ltd'], ['Acme Ltd'], ['Delta Ltd']]);
});

test('rows are inserted, moved and deleted where the selection is', async () => {
  const sheet = await bench.open();
  await sheet.page.locator('[data-row-number="3"]').click();
  await sheet.page.locator('[data-row-number="4"]').click({ modifiers: ['Shift'] });
  await sheet.page.locator('[data-row-number="4"]').click({ button: 'right' });
  await sheet.menuItem('Insert 2 rows above').click();
  await bench.expectTexts('A2:A5', [['Acme Ltd'], [''], [''], ['Borealis Ltd']]);
  await sheet.expectSelection('A3:Z4');
  await sheet.menu('Edit', 'Delete', 'Delete rows 3–4');
  await bench.expectTexts('A2:A4', [['Acme Ltd'], ['Borealis Ltd'], ['Cobalt Ltd']]);
  await sheet.page.locator('[data-row-number="2"]').click();
  await sheet.press('Alt+Shift+ArrowDown');
  await bench.expectTexts('A2:A4', [['Borealis Ltd'], ['Acme Ltd'], ['Cobalt Ltd']]);
  await sheet.press('Alt+Shift+ArrowDown');
  await bench.expectTexts('A2:A4', [['Borealis Ltd'], ['Cobalt Ltd'], ['Acme Ltd']]);
  await sheet.press('Alt+Shift+ArrowUp', 'Alt+Shift+ArrowUp');
  await bench.expectTexts('A2:A4', [['Acme Ltd'], ['Borealis Ltd'], ['Cobalt Ltd']]);
  // Pressed again before the first is answered.
  await slowAnswers(sheet.page, 'POST');
  await sheet.press('Alt+Shift+ArrowDown', 'Alt+Shift+ArrowDown');
  await bench.expectTexts('A2:A4', [['Borealis Ltd'], ['Cobalt Ltd'], ['Acme Ltd']]);
  // What is selected while the answer is on its way stays selected.
  await sheet.menu('Edit', 'Delete', 'Delete row 4');
  await sheet.page.locator('[data-row-number="2"]').click();
  await sheet.press('Alt+Shift+ArrowDown');
  await bench.expectTexts('A2:A3', [['Cobalt Ltd'], ['Borealis Ltd']]);
});

test('rows go where they are dragged by their numbers', async () => {
  const sheet = await bench.open();
  await sheet.page.locator('[data-row-number="2"]').click();
  const target = await sheet.page.locator('[data-row-number="5"]').boundingBox();
  await sheet.page.locator('[data-row-number="2"]').hover();
  await sheet.page.mouse.down();
  await sheet.page.mouse.move((target?.x ?? 0) + 10, (target?.y ?? 0) + 3, { steps: 5 });
  await sheet.page.mouse.up();
  await bench.expectTexts('A2:A5', [['Borealis Ltd'], ['Cobalt Ltd'], ['Delta Ltd'], ['Acme Ltd']]);
  await sheet.expectSelection('A5:Z5');
});

test('columns are inserted, moved, deleted, and resized by mouse and by menu', async () => {
  const sheet = await bench.open();
  const letter = (column: number) => sheet.page.locator(`[data-letter="${column}"]`);
  await letter(2).click({ button: 'right' });
  await sheet.menuItem('Insert column left').click();
  await bench.expectTexts('A1:C1', [['Company', '', 'Contact']]);
  await sheet.menu('Edit', 'Delete', 'Delete column B');
  await bench.expectTexts('A1:C1', [['Company', 'Contact', 'Status']]);
  await letter(1).click();
  await sheet.menu('Edit', 'Move', 'Move column right');
  await bench.expectTexts('A1:C1', [['Contact', 'Company', 'Status']]);
  await sheet.press('Control+z');
  await bench.expectTexts('A1:C1', [['Company', 'Contact', 'Status']]);

  const edge = await sheet.page.locator('[data-resizer="3"]').boundingBox();
  await sheet.page.mouse.move((edge?.x ?? 0) + 4, (edge?.y ?? 0) + 8);
  await sheet.page.mouse.down();
  await sheet.page.mouse.move((edge?.x ?? 0) + 64, (edge?.y ?? 0) + 8, { steps: 3 });
  await sheet.page.mouse.up();
  await sheet.page.locator('[data-letter="3"][style*="width: 160px"]').waitFor();
  await sheet.select('D2');
  await sheet.menu('View', 'Resize column…');
  await sheet.page.getByLabel('Width in pixels').fill('77');
  await sheet.press('Enter');
  await sheet.page.locator('[data-letter="4"][style*="width: 77px"]').waitFor();
  await sheet.expectFocus('D2');
  expect((await bench.workbook()).sheets[0]?.columnWidths).toMatchObject({ 3: 160, 4: 77 });
});

test('the header stays while the rows scroll, and is thawed and frozen by menu', async () => {
  const sheet = await bench.open();
  const y = async () => (await sheet.cell('A1').boundingBox())?.y ?? 0;
  const before = await y();
  await sheet.page.locator('.grid-viewport').evaluate((view) => view.scrollTo(0, 2000));
  await sheet.page.locator('[data-row="90"]').waitFor();
  expect(await y()).toBe(before);
  await sheet.menu('View', 'Freeze', 'No rows');
  await eventually(async () => expect((await bench.workbook()).sheets[0]?.frozenRows).toBe(0));
  await eventually(async () => expect(await y()).toBeLessThan(0));
  await sheet.press('Control+Home');
  await sheet.select('B3');
  await sheet.menu('View', 'Freeze', 'Up to row 3');
  await sheet.menu('View', 'Freeze', '1 column');
  await eventually(async () => expect(await sheet.page.locator('.stuck [data-row]').count()).toBe(3));
  await sheet.page.locator('.grid-viewport').evaluate((view) => view.scrollTo(600, 2000));
  await sheet.page.locator('[data-row="90"]').waitFor();
  const cell = await sheet.cell('A2').boundingBox();
  expect(cell?.x).toBe(52);
  expect(await sheet.textOf('A2')).toBe('Acme Ltd');
});

test('a filter hides rows by their values; hidden rows are stepped over and not copied', async () => {
  const sheet = await bench.open();
  await sheet.select('A1');
  await sheet.menu('Data', 'Create a filter');
  await sheet.cell('C1').locator('.filter-button').click();
  const card = sheet.page.getByRole('dialog', { name: 'Filter of column C' });
  await card.getByRole('checkbox', { name: 'Contacted' }).uncheck();
  await card.getByRole('checkbox', { name: 'Won' }).uncheck();
  await card.getByRole('button', { name: 'OK' }).click();
  await sheet.page.locator('[data-row="3"]').waitFor({ state: 'detached' });
  await sheet.select('A2');
  await sheet.press('ArrowDown');
  await sheet.expectFocus('A5');
  await sheet.select('A2', 'A6');
  expect(await sheet.copied()).toBe('Acme Ltd\nDelta Ltd\nEmber Ltd');
  // By keyboard, and back.
  await sheet.select('C1');
  await sheet.press('Alt+ArrowDown');
  await card.getByRole('button', { name: 'Select all' }).click();
  await card.getByRole('button', { name: 'OK' }).click();
  await sheet.page.locator('[data-row="3"]').waitFor();
  await sheet.menu('Data', 'Remove filter');
  await eventually(async () => expect((await bench.workbook()).sheets[0]?.filter).toBeNull());
});

test('tabs are added, renamed, moved, hidden, shown and deleted', async () => {
  const sheet = await bench.open();
  const tabs = async () => (await sheet.page.getByRole('tab').allInnerTexts()).map((text) => text.trim());
  expect(await tabs()).toEqual(['Leads', 'Archive']);
  await sheet.page.getByRole('button', { name: 'New tab' }).click();
  await eventually(async () => expect(await tabs()).toHaveLength(3));
  const added = sheet.page.locator('[role=tab][aria-selected=true]');
  await added.filter({ hasText: /^Sheet/ }).waitFor();
  await added.click();
  await sheet.menuItem('Rename…').click();
  await sheet.page.getByLabel('Name', { exact: true }).fill('Plans');
  await sheet.press('Enter');
  await eventually(async () => expect(await tabs()).toContain('Plans'));
  await sheet.page.getByRole('tab', { name: 'Plans' }).click({ button: 'right' });
  await sheet.menuItem('Hide tab').click();
  await eventually(async () => expect(await tabs()).toEqual(['Leads', 'Archive']));
  await sheet.page.getByRole('tab', { name: 'Archive' }).click();
  await sheet.expectText('A1', 'old');
  await sheet.page.getByRole('tab', { name: 'Archive' }).click();
  await sheet.menuItem('Move left').click();
  await eventually(async () => expect(await tabs()).toEqual(['Archive', 'Leads']));
  await sheet.page.getByRole('button', { name: 'All tabs' }).click();
  await sheet.menuItem('Config (hidden)').click();
  await eventually(async () => expect(await tabs()).toContain('Config'));
  await sheet.page.getByRole('tab', { name: 'Config' }).click();
  await sheet.menuItem('Delete…').click();
  await sheet.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await eventually(async () => expect(await tabs()).not.toContain('Config'));
});

test('a tab goes out as CSV and another comes in', async () => {
  const sheet = await bench.open();
  const downloading = sheet.page.waitForEvent('download');
  await sheet.menu('File', 'Download this tab as CSV');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Leads 2026 - Leads.csv');
  const lines = readFileSync(await download.path(), 'utf8').split(/\r?\n/);
  expect(lines.slice(0, 2)).toEqual([
    'Company,Contact,Status,Value,Called,Due,,Total',
    'Acme Ltd,acme@example.com,New,"1,250.00",TRUE,2026-10-10,55,10',
  ]);
  await sheet.page.getByRole('tab', { name: 'Archive' }).click();
  await sheet.expectText('A1', 'old');
  const choosing = sheet.page.waitForEvent('filechooser');
  await sheet.menu('File', 'Import CSV…');
  const file = { name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from('Name,Sum\n"Ash, Inc.",12\n') };
  await (await choosing).setFiles(file);
  await sheet.page.getByRole('alertdialog').getByRole('button', { name: 'Replace' }).click();
  await sheet.expectText('A2', 'Ash, Inc.');
  await bench.expectTexts(
    'A1:B2',
    [
      ['Name', 'Sum'],
      ['Ash, Inc.', '12'],
    ],
    1,
  );
});
