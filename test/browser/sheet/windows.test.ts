/** Several people and scripts at one sheet: what others do shows at once and takes nothing away. */
import { eventually } from '../support/eventually';
import { COLLEAGUE, useSheet } from './support/sheet-page';

const bench = useSheet();

test('two windows see each other’s edits at once; what is half typed and selected stays', async () => {
  const olga = await bench.open();
  const ben = await bench.open(COLLEAGUE, {});
  await ben.select('A3');
  await ben.page.keyboard.type('half a na');
  await olga.type('B2', 'new@example.com');
  await ben.expectText('B2', 'new@example.com');
  await olga.select('A2');
  await olga.menu('Data', 'Sort sheet by column A (Z to A)');
  await ben.expectText('A4', 'Harbor Ltd');
  // The edit is of the place, not of what stood there.
  expect(await ben.page.locator('.cell-editor').inputValue()).toBe('half a na');
  await ben.page.keyboard.type('me');
  await ben.press('Enter');
  await olga.expectText('A3', 'half a name');
  await bench.expectTexts('A2:A4', [['Juniper Ltd'], ['half a name'], ['Harbor Ltd']]);
  await ben.expectFocus('A4');
  // Inserted rows push down what is below, the selection stays where it is.
  await olga.page.locator('[data-row-number="2"]').click({ button: 'right' });
  await olga.menuItem('Insert row above').click();
  await ben.expectText('A4', 'half a name');
  await ben.expectFocus('A4');
});

test('what a script writes shows without a reload, also in another tab than its own', async () => {
  const sheet = await bench.open();
  await sheet.type('K2', "='Archive'!A1");
  await sheet.expectText('K2', 'old');
  await bench.emulator.as(COLLEAGUE).edit('Archive', 'A1', 'fresh');
  await sheet.expectText('K2', 'fresh');
});

test('a script knows what is selected when its menu item is chosen', async () => {
  const sheet = await bench.open();
  await sheet.page.getByRole('menubar').getByRole('menuitem', { name: 'Demo' }).waitFor();
  // All at once, faster than a hand: the selection is told before the script starts.
  await sheet.page.evaluate(async () => {
    const cell = document.querySelector('[data-cell="J7"]');
    const { x, y } = cell?.getBoundingClientRect() ?? { x: 0, y: 0 };
    const at = { bubbles: true, clientX: x + 5, clientY: y + 5 };
    cell?.dispatchEvent(new PointerEvent('pointerdown', at));
    cell?.dispatchEvent(new PointerEvent('pointerup', at));
    document.querySelector<HTMLElement>('[data-top-menu="Demo"]')?.click();
    await new Promise((resolve) => setTimeout(resolve));
    const items = [...document.querySelectorAll<HTMLElement>('.menu .menu-item')];
    items.find(({ innerText }) => innerText.includes('Stamp'))?.click();
  });
  await sheet.expectText('J7', 'stamped');
});

test('a tab that somebody hides is left; one that is open in this window stays when others go elsewhere', async () => {
  const olga = await bench.open();
  const ben = await bench.open(COLLEAGUE, {});
  await ben.page.getByRole('tab', { name: 'Archive' }).click();
  await ben.expectText('A1', 'old');
  await eventually(async () => expect((await bench.workbook(COLLEAGUE)).activeSheet).not.toBe(0));
  expect(await olga.page.getByRole('tab', { name: 'Leads' }).getAttribute('aria-selected')).toBe('true');
  await bench.emulator.as().hideSheet('Archive');
  await ben.expectText('A1', 'Company');
  expect(await ben.page.getByRole('tab').count()).toBe(1);
});

test('a lost connection is said, and everything is read again when it is back', async () => {
  bench.expected.push(/.*/);
  const sheet = await bench.open();
  const comeBack = await bench.cutOff();
  await sheet.page.getByText('Connection lost.').waitFor();
  await sheet.type('A2', 'too early');
  await sheet.page.getByRole('alertdialog').getByText('cannot be reached').waitFor();
  await sheet.press('Enter');
  await sheet.expectText('A2', 'Acme Ltd');
  await bench.emulator.as().edit('Leads', 'A2', 'meanwhile');
  await comeBack();
  await sheet.live();
  await sheet.expectText('A2', 'meanwhile');
  await sheet.page.getByText('Connection lost.').waitFor({ state: 'detached' });
  await sheet.type('A2', 'again');
  await bench.expectTexts('A2', [['again']]);
});
