/** Writing into cells on the page: typing, choosing, clipboard, filling, undo, and what the spreadsheet refuses. */
import { eventually } from '../support/eventually';
import { COLLEAGUE, useSheet } from './support/sheet-page';

const bench = useSheet();

test('typing replaces a cell, F2 goes on with it, Escape leaves it as it was', async () => {
  const sheet = await bench.open();
  await sheet.type('A2', 'Alpha');
  await sheet.expectText('A2', 'Alpha');
  await sheet.expectFocus('A3');
  await sheet.press('ArrowUp', 'F2');
  await sheet.page.keyboard.type(' & Sons');
  await sheet.press('Tab');
  await bench.expectTexts('A2', [['Alpha & Sons']]);
  await sheet.expectFocus('B2');
  await sheet.page.keyboard.type('half a wo');
  await sheet.press('Escape');
  await sheet.expectText('B2', 'acme@example.com');
  // Started by typing, an arrow ends it; the bar above shows the same text.
  await sheet.page.keyboard.type('b@example.com');
  expect(await sheet.page.locator('.value-field').inputValue()).toBe('b@example.com');
  await sheet.press('ArrowDown');
  await sheet.expectFocus('B3');
  await bench.expectTexts('B2:B3', [['b@example.com'], ['borealis@example.com']]);
  await sheet.press('Delete');
  await bench.expectTexts('B2:B3', [['b@example.com'], ['']]);
});

test('the bar above shows the formula and writes one', async () => {
  const sheet = await bench.open();
  await sheet.select('D2');
  expect(await sheet.page.locator('.value-field').inputValue()).toBe('1250');
  await sheet.type('J2', '1250');
  await sheet.select('I2');
  await sheet.page.locator('.value-field').click();
  await sheet.page.keyboard.type('=J2*2');
  await sheet.press('Enter');
  await sheet.expectText('I2', '2500');
  await sheet.expectFocus('I3');
  await sheet.type('D2', '100');
  await sheet.expectText('D2', '100.00');
  await sheet.type('J2', '100');
  await sheet.expectText('I2', '200');
  await sheet.select('I2');
  expect(await sheet.page.locator('.value-field').inputValue()).toBe('=J2*2');
  await sheet.page.locator('.name-box').fill('b3:c4');
  await sheet.press('Enter');
  await sheet.expectFocus('B3');
  expect(await sheet.page.locator('.name-box').inputValue()).toBe('B3:C4');
});

test('a status is chosen by mouse and by keyboard; one that is not in the list is refused', async () => {
  const sheet = await bench.open();
  await sheet.cell('C2').locator('.chip-arrow').click();
  const choices = sheet.page.getByRole('listbox');
  expect(await choices.getByRole('option').allInnerTexts()).toEqual(['New', 'Contacted', 'Won', 'Lost']);
  await choices.getByRole('option', { name: 'Won' }).click();
  await bench.expectTexts('C2', [['Won']]);
  await sheet.cell('C2').locator('.chip-arrow').click();
  await sheet.page.keyboard.type('lo');
  expect(await choices.getByRole('option').allInnerTexts()).toEqual(['Lost']);
  await sheet.press('Enter');
  await bench.expectTexts('C2', [['Lost']]);
  await sheet.select('C3');
  await sheet.press('Alt+ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
  await bench.expectTexts('C3', [['Lost']]);
  await sheet.expectFocus('C3');
  await sheet.press('ArrowDown');
  await sheet.page.keyboard.type('con');
  expect(await choices.getByRole('option').allInnerTexts()).toEqual(['Contacted']);
  await sheet.press('Enter');
  await bench.expectTexts('C4', [['Contacted']]);
  await sheet.press('ArrowDown');
  await sheet.page.keyboard.type('Maybe');
  await sheet.press('Enter');
  const problem = sheet.page.getByRole('alertdialog');
  expect(await problem.innerText()).toContain('violates the data validation rules');
  await problem.getByRole('button', { name: 'OK' }).click();
  await sheet.expectText('C5', 'Lost');
  await bench.expectTexts('C5', [['Lost']]);
});

test('boxes are ticked by mouse, and all of a selection by the space bar', async () => {
  const sheet = await bench.open();
  await sheet.cell('E3').locator('[data-box]').click();
  await bench.expectTexts('E3', [['TRUE']]);
  await sheet.select('E3', 'E5');
  await sheet.press(' ');
  await bench.expectTexts('E3:E5', [['TRUE'], ['TRUE'], ['TRUE']]);
  await sheet.press(' ');
  await bench.expectTexts('E3:E5', [['FALSE'], ['FALSE'], ['FALSE']]);
});

test('blocks come from and go to other programs; within the sheet they keep formulas and look', async () => {
  const sheet = await bench.open();
  await sheet.select('A12');
  await sheet.paste('Kilo\tk@example.com\r\n"Two\nlines"\tl@example.com\r\n');
  await bench.expectTexts('A12:B13', [
    ['Kilo', 'k@example.com'],
    ['Two\nlines', 'l@example.com'],
  ]);
  await sheet.expectSelection('A12:B13');
  await sheet.expectText('B13', 'l@example.com');
  expect(await sheet.copied()).toBe('Kilo\tk@example.com\n"Two\nlines"\tl@example.com');
  // One value over a larger selection fills it.
  await sheet.select('I4', 'J5');
  await sheet.paste('same');
  await bench.expectTexts('I4:J5', [
    ['same', 'same'],
    ['same', 'same'],
  ]);
  await sheet.select('J2');
  await sheet.paste('7\n8');
  await sheet.type('I2', '=J2+1');
  await sheet.select('I2');
  const formula = await sheet.copied();
  await sheet.select('I3');
  await sheet.paste(formula);
  await sheet.expectText('I3', '9');
  await sheet.select('A3');
  const cut = await sheet.copied('cut');
  await sheet.select('K8');
  await sheet.paste(cut);
  await bench.expectTexts('A3', [['']]);
  await sheet.expectText('K8', 'Borealis Ltd');
  const colour = () => sheet.cell('K8').evaluate((cell) => getComputedStyle(cell).color);
  expect(await colour()).toBe('rgb(204, 0, 0)');
});

test('the keys for copy and paste reach the clipboard', async () => {
  const sheet = await bench.open('olga@example.com', { permissions: ['clipboard-read', 'clipboard-write'] });
  await sheet.select('A2', 'B3');
  await sheet.press('Control+c');
  expect(await sheet.page.evaluate(() => navigator.clipboard.readText())).toBe(
    'Acme Ltd\tacme@example.com\nBorealis Ltd\tborealis@example.com',
  );
  await sheet.select('J2');
  await sheet.press('Control+v');
  await bench.expectTexts('J2:K3', await bench.texts('A2:B3'));
  await sheet.select('J6');
  await sheet.menu('Edit', 'Paste values only');
  await bench.expectTexts('J6:K7', await bench.texts('A2:B3'));
});

test('filling repeats by Ctrl+D and goes on by the handle', async () => {
  const sheet = await bench.open();
  await sheet.select('A2', 'A4');
  await sheet.press('Control+d');
  await bench.expectTexts('A2:A4', [['Acme Ltd'], ['Acme Ltd'], ['Acme Ltd']]);
  await sheet.type('J2', '1');
  await sheet.type('J3', '2');
  await sheet.select('J2', 'J3');
  const target = await sheet.cell('J6').boundingBox();
  await sheet.page.locator('[data-fill-handle]').hover();
  await sheet.page.mouse.down();
  await sheet.page.mouse.move((target?.x ?? 0) + 20, (target?.y ?? 0) + 12, { steps: 4 });
  await sheet.page.mouse.up();
  await bench.expectTexts('J2:J6', [['1'], ['2'], ['3'], ['4'], ['5']]);
  await sheet.expectSelection('J2:J6');
});

test('Ctrl+Z takes back step by step, Ctrl+Y does it again, and where there is nothing it says so', async () => {
  const sheet = await bench.open();
  await sheet.press('Control+y');
  await sheet.page.getByText('Nothing to redo').waitFor();
  await sheet.type('A2', 'one');
  await sheet.type('A2', 'two');
  await sheet.expectText('A2', 'two');
  await sheet.press('Control+z');
  await sheet.expectText('A2', 'one');
  await sheet.press('Control+z');
  await bench.expectTexts('A2', [['Acme Ltd']]);
  await sheet.press('Control+y');
  await bench.expectTexts('A2', [['one']]);
  await sheet.menu('Edit', 'Redo');
  await bench.expectTexts('A2', [['two']]);
});

test('a protected cell tells a colleague so, and keeps what it has', async () => {
  const sheet = await bench.open(COLLEAGUE);
  expect(await sheet.cell('H2').getAttribute('aria-readonly')).toBe('true');
  await sheet.type('H2', '1');
  const problem = sheet.page.getByRole('alertdialog', { name: 'There was a problem' });
  expect(await problem.innerText()).toContain('protected');
  await sheet.press('Enter');
  await sheet.expectText('H2', '10');
  await bench.expectTexts('H2', [['10']]);
  const owner = await bench.open();
  expect(await owner.cell('H2').getAttribute('aria-readonly')).toBeNull();
});

test('notes show as cards, are read out with their cell, and are written by keyboard', async () => {
  const sheet = await bench.open();
  const card = sheet.page.getByTestId('hover-card');
  await sheet.cell('A4').hover();
  expect(await card.innerText()).toBe('Call after four.');
  await sheet.page.locator('.corner').hover();
  await card.waitFor({ state: 'detached' });
  const about = await sheet.cell('A4').getAttribute('aria-describedby');
  expect(await sheet.page.locator(`#${about}`).textContent()).toBe('Note: Call after four.');
  await sheet.cell('G2').hover();
  expect(await card.innerText()).toContain('Invalid:');
  expect(await sheet.cell('G2').getAttribute('aria-invalid')).toBe('true');
  await sheet.select('B4');
  await sheet.press('Shift+F2');
  await sheet.page.keyboard.type('Prefers mail');
  await sheet.press('Tab', 'Tab', 'Enter');
  await sheet.expectFocus('B4');
  await card.filter({ hasText: 'Prefers mail' }).waitFor();
});

test('bold, colours and number formats are given to the selection', async () => {
  const sheet = await bench.open();
  await sheet.select('A5', 'B6');
  await sheet.press('Control+b');
  const weight = (name: string) => sheet.cell(name).evaluate((cell) => getComputedStyle(cell).fontWeight);
  await sheet.page.locator('.tool[aria-pressed=true][aria-label^=Bold]').waitFor();
  expect([await weight('A5'), await weight('B6')]).toEqual(['700', '700']);
  await sheet.page.getByRole('button', { name: 'Fill color' }).click();
  await sheet.page.getByRole('button', { name: 'Light green' }).click();
  await sheet.page.locator('[data-cell=A5][style*="rgb(217, 234, 211)"]').waitFor();
  await sheet.select('D2');
  await sheet.menu('Format', 'Number', 'Percent  10.12%');
  await sheet.expectText('D2', '125000.00%');
  await sheet.menu('Format', 'Clear formatting');
  await sheet.expectText('D2', '1250');
});

test('cells copied on one tab are pasted on another with formulas and formats', async () => {
  const sheet = await bench.open();
  await sheet.type('J2', '=D2*2');
  await sheet.select('D2', 'D5');
  const text = await sheet.copied();
  await sheet.page.getByRole('tab', { name: 'Archive' }).click();
  await sheet.expectText('A1', 'old');
  await sheet.select('C3');
  await sheet.paste(text);
  await sheet.expectText('C3', '1,250.00');
  await sheet.cell('C6').and(sheet.page.locator('[style*="rgb(255, 242, 204)"]')).waitFor();
  await sheet.expectSelection('C3:C6');
  await sheet.press('Control+z');
  await bench.expectTexts('C3', [['']], 1);
});

test('Ctrl and a click select several blocks, which are cleared and made bold together', async () => {
  const sheet = await bench.open();
  await sheet.select('A2', 'A3');
  await sheet.cell('B5').click({ modifiers: ['Control'] });
  await sheet.expectFocus('B5');
  await eventually(async () => expect(await sheet.page.locator('.cell[aria-selected=true]').count()).toBe(3));
  await sheet.press('Control+b', 'Delete');
  await bench.expectTexts('A2:B5', [['', 'acme@example.com'], ['', 'borealis@example.com'], ['Cobalt Ltd', 'cobalt@example.com'], ['Delta Ltd', '']]); // prettier-ignore
  await sheet.press('Control+z');
  await bench.expectTexts('A2:B2', [['Acme Ltd', 'acme@example.com']]);
  await bench.expectTexts('B5', [['delta@example.com']]);
  await sheet.press('ArrowUp');
  await eventually(async () => expect(await sheet.page.locator('.cell[aria-selected=true]').count()).toBe(1));
});
