/** Finding on the page, and ten thousand rows. */
import { eventually } from '../support/eventually';
import { useSheet, type SheetPage } from './support/sheet-page';

const count = (sheet: SheetPage) => sheet.page.getByTestId('find-count').innerText();

describe('a sheet of ten rows', () => {
  const bench = useSheet();

  test('Ctrl+F counts what is found, Enter goes from one to the next, Escape back to the cells', async () => {
    const sheet = await bench.open();
    await sheet.select('A1');
    await sheet.press('Control+f');
    await sheet.page.keyboard.type('BO');
    await eventually(async () => expect(await count(sheet)).toBe('1 of 4'));
    await eventually(async () => expect(await sheet.page.locator('.cell.found').count()).toBe(4));
    await eventually(async () => expect(await sheet.page.locator('.name-box').inputValue()).toBe('A3'));
    await sheet.press('Enter', 'Enter');
    expect(await count(sheet)).toBe('3 of 4');
    expect(await sheet.page.locator('.name-box').inputValue()).toBe('A9');
    await sheet.press('Shift+Enter');
    expect(await sheet.page.locator('.name-box').inputValue()).toBe('B3');
    await sheet.page.keyboard.press('Control+a');
    await sheet.page.keyboard.type('nowhere');
    await eventually(async () => expect(await count(sheet)).toBe('No results'));
    // The first letters were found in C3; the longer text, found nowhere, leaves it there.
    await sheet.press('Escape');
    await sheet.expectFocus('C3');
  });

  test('find and replace tells how many cells it changed', async () => {
    const sheet = await bench.open();
    await sheet.press('Control+h');
    const dialog = sheet.page.getByRole('dialog', { name: 'Find and replace' });
    await sheet.page.keyboard.type('example.com');
    await sheet.press('Tab');
    await sheet.page.keyboard.type('example.org');
    await dialog.getByRole('button', { name: 'Replace all' }).click();
    await dialog.getByText('Replaced in 10 cells.').waitFor();
    await bench.expectTexts('B2', [['acme@example.org']]);
    await sheet.press('Escape');
    await sheet.expectText('B11', 'juniper@example.org');
  });

  test('the status bar sums the selection', async () => {
    const sheet = await bench.open();
    await sheet.select('D2', 'D5');
    await sheet.page
      .getByTestId('summary')
      .filter({ hasText: 'Sum: 12,500   Avg: 3,125   Count: 4' })
      .waitFor();
    await sheet.select('A2', 'A3');
    await sheet.page
      .getByTestId('summary')
      .filter({ hasText: /^Count: 2$/ })
      .waitFor();
  });
});

describe('a sheet of ten thousand rows', () => {
  const bench = useSheet('setUpLarge');

  test('scrolls to the end and back, by mouse and by keyboard, and draws only what is in sight', async () => {
    const sheet = await bench.open();
    await sheet.page.locator('.grid-viewport').evaluate((view) => view.scrollTo(0, view.scrollHeight));
    await sheet.expectText('A10000', 'row 9999');
    expect(await sheet.textOf('A1')).toBe('Id');
    expect(await sheet.page.locator('[data-row]').count()).toBeLessThan(120);
    await sheet.page.locator('.grid-viewport').evaluate((view) => view.scrollTo(0, 0));
    await sheet.expectText('A2', 'row 1');
    await sheet.press('Control+ArrowDown');
    await sheet.expectFocus('A10000');
    await sheet.expectText('A10000', 'row 9999');
    await sheet.press('Control+ArrowRight');
    await sheet.expectFocus('J10000');
    await sheet.press('PageUp', 'Control+ArrowUp', 'Home');
    await sheet.expectFocus('A1');
    await sheet.press('Control+Shift+ArrowDown');
    await sheet.page.getByTestId('summary').filter({ hasText: 'Count: 10,000' }).waitFor();
    // An edit far down is there after coming back to it.
    await sheet.press('Control+End');
    await sheet.expectFocus('J10000');
    await sheet.page.keyboard.type('the end');
    await sheet.press('Enter', 'Control+Home');
    await sheet.expectFocus('A1');
    await sheet.expectText('A2', 'row 1');
    await bench.expectTexts('J10000', [['the end']]);
    await sheet.press('Control+f');
    await sheet.page.keyboard.type('the end');
    await eventually(async () => expect(await count(sheet)).toBe('1 of 1'));
    await sheet.expectText('J10000', 'the end');
  });

  test('reads windows of rows, not the whole tab, when something changes', async () => {
    const sheet = await bench.open();
    const asked: string[] = [];
    sheet.page.on('request', (request) => {
      const range = new URL(request.url()).searchParams.get('range');
      if (range !== null) asked.push(range);
    });
    await bench.emulator.as().edit('Large', 'B2', 'changed');
    await sheet.expectText('B2', 'changed');
    const rows = asked.map((range) => /(\d+):[A-Z]+(\d+)/.exec(range) ?? []);
    expect(rows.length).toBeGreaterThan(0);
    for (const [, first, last] of rows) expect(Number(last) - Number(first)).toBeLessThan(200);
    expect(Math.max(...rows.map(([, , last]) => Number(last)))).toBeLessThanOrEqual(400);
  });
});
