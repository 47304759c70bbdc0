/** The page with the keyboard alone, with a screen reader, in a narrow window, in light and dark. */
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { useSheet, type SheetPage } from './support/sheet-page';

const bench = useSheet();
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Below the data every row is like the one before, and axe looks at each cell for milliseconds. */
const WITHOUT_LIKE_ROWS = { exclude: ['.scrolling > .row:nth-child(n+13)'] };

/** What axe finds serious or critical. */
async function findings(sheet: SheetPage): Promise<string[]> {
  // Handed over as text, since the page's policy lets no foreign script in by address.
  await sheet.page.evaluate(AXE);
  const { violations } = await sheet.page.evaluate((context) => {
    const { axe } = globalThis as unknown as { axe: { run: (...options: unknown[]) => Promise<AxeResults> } };
    return axe.run(context, { resultTypes: ['violations'] });
  }, WITHOUT_LIKE_ROWS);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

test.each(['light', 'dark'] as const)('axe has nothing serious to say in %s', async (colorScheme) => {
  const sheet = await bench.open(undefined, { colorScheme });
  await sheet.select('C2', 'E4');
  await sheet.press('Alt+ArrowDown');
  await sheet.page.getByRole('listbox').waitFor();
  expect(await findings(sheet)).toEqual([]);
  await sheet.press('Escape');
  await sheet.select('A1');
  await sheet.menu('Data', 'Create a filter');
  await sheet.press('Control+f');
  await sheet.page.keyboard.type('a');
  await sheet.cell('C1').locator('.filter-button').click();
  await sheet.page.getByRole('dialog').waitFor();
  expect(await findings(sheet)).toEqual([]);
  await sheet.press('Escape');
  await sheet.menu('Format', 'Text');
  expect(await findings(sheet)).toEqual([]);
  await sheet.press('Escape', 'Escape', 'Shift+F2');
  expect(await findings(sheet)).toEqual([]);
});

test('a whole task with the keyboard alone: menus, cells, tabs, and back', async () => {
  const sheet = await bench.open();
  await sheet.expectFocus('A1');
  await sheet.press('ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter', 'ArrowDown', 'Enter');
  await bench.expectTexts('C2', [['Contacted']]);
  await sheet.press('Shift+F10');
  await sheet.page.getByRole('menu', { name: 'Cell' }).waitFor();
  await sheet.press('d', 'Enter');
  await bench.expectTexts('A2', [['Borealis Ltd']]);
  await sheet.expectFocus('C2');
  // Out of the cells backwards: the value, the name, the buttons, then the menus.
  await sheet.page.locator('[data-top-menu][tabindex="0"]').focus();
  await sheet.press('ArrowRight', 'ArrowDown');
  await sheet.page.getByRole('menu', { name: 'Edit' }).waitFor();
  await sheet.press('ArrowRight');
  await sheet.page.getByRole('menu', { name: 'View' }).waitFor();
  await sheet.press('ArrowLeft', 'Enter');
  await sheet.expectFocus('C2');
  await bench.expectTexts('A2', [['Acme Ltd']]);
  await sheet.press('Control+Shift+PageDown');
  await sheet.page.locator('[role=tab][aria-selected=true]').filter({ hasText: 'Archive' }).waitFor();
  await sheet.press('Control+Shift+PageUp', 'Control+Home', 'Shift+ArrowDown', 'Shift+ArrowRight');
  const selected = sheet.page.locator('[role=gridcell][aria-selected=true]');
  expect(await selected.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cell')))).toEqual([
    'A1',
    'B1',
    'A2',
    'B2',
  ]);
});

test('Tab leaves the cells for the tabs and the toolbar is one stop', async () => {
  const sheet = await bench.open();
  await sheet.expectFocus('A1');
  // Tab moves in the cells, as in Sheets; the skip link and the bars are reached from the top of the page.
  await sheet.press('Tab');
  await sheet.expectFocus('B1');
  const stops = await sheet.page.locator('.toolbar .tool[tabindex="0"]').count();
  expect(stops).toBe(1);
  await sheet.page.locator('.toolbar .tool[tabindex="0"]').focus();
  await sheet.press('ArrowRight', 'ArrowRight', 'Enter');
  await sheet.page.locator('.tool[aria-pressed=false][aria-label^=Bold]').waitFor();
  await sheet.press('Escape');
  await sheet.expectFocus('B1');
});

test('the grid says how large it is and where each cell stands', async () => {
  const sheet = await bench.open();
  const grid = sheet.page.getByRole('grid', { name: 'Leads' });
  expect(await grid.getAttribute('aria-rowcount')).toBe('1001');
  expect(await grid.getAttribute('aria-colcount')).toBe('27');
  const row = sheet.page.locator('[role=row][data-row="5"]');
  expect(await row.getAttribute('aria-rowindex')).toBe('6');
  expect(await sheet.cell('C5').getAttribute('aria-colindex')).toBe('4');
  expect(await sheet.cell('C5').getAttribute('aria-haspopup')).toBe('listbox');
});

test('a phone: nothing is wider than the window, a tap selects, a second one edits', async () => {
  const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
  const sheet = await bench.open(undefined, phone);
  expect(await sheet.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await findings(sheet)).toEqual([]);
  await sheet.cell('A2').tap();
  await sheet.expectFocus('A2');
  await sheet.cell('A2').tap();
  await sheet.page.locator('.cell-editor').fill('Tapped');
  await sheet.cell('A4').tap();
  await bench.expectTexts('A2', [['Tapped']]);
  await sheet.page.getByRole('menubar').getByRole('menuitem', { name: 'Data' }).tap();
  const menu = await sheet.page.getByRole('menu', { name: 'Data' }).boundingBox();
  expect((menu?.x ?? 0) + (menu?.width ?? 999)).toBeLessThanOrEqual(390);
});
