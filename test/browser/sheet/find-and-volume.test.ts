/** Finding on the page, ten thousand rows, and cells that look otherwise than others. */
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

describe('a sheet with merged, wrapped, linked and banded cells', () => {
  const bench = useSheet('setUpLooks');

  test('merged cells are one cell: shown, selected, left by keys and edited as one', async () => {
    const sheet = await bench.open();
    const merged = sheet.cell('J3');
    await merged.waitFor();
    const [box, beside] = [await merged.boundingBox(), await sheet.cell('L3').boundingBox()];
    expect([box?.width, box?.height, beside?.x]).toEqual([200, 50, (box?.x ?? 0) + 200]);
    expect(await sheet.cell('K4').count()).toBe(0);
    expect([await merged.getAttribute('aria-colspan'), await merged.getAttribute('aria-rowspan')]).toEqual(['2', '2']); // prettier-ignore
    expect(await merged.locator('.borders').evaluate((line) => getComputedStyle(line).borderRightWidth)).toBe('3px'); // prettier-ignore
    // A click into its far corner means all of it.
    await merged.click({ position: { x: 190, y: 40 } });
    await sheet.expectFocus('J3');
    await sheet.press('ArrowDown');
    await sheet.expectFocus('J5');
    await sheet.press('ArrowUp', 'ArrowRight');
    await sheet.expectFocus('L3');
    await sheet.press('ArrowLeft');
    await sheet.page.keyboard.type('one');
    await sheet.press('Enter');
    await sheet.expectText('J3', 'one');
    // Merged and taken apart by the menu.
    await sheet.select('L3', 'L4');
    await sheet.menu('Format', 'Merge cells');
    await eventually(async () => expect(await sheet.cell('L4').count()).toBe(0));
    await sheet.menu('Format', 'Unmerge cells');
    await sheet.cell('L4').waitFor();
  });

  test('rows are as high as their text or as somebody set them; the mouse and the keys find the right ones', async () => {
    const sheet = await bench.open();
    const height = async (name: string) => (await sheet.cell(name).boundingBox())?.height;
    expect([await height('A5'), await height('A6'), await height('A8')]).toEqual([25, 76, 60]);
    await sheet.cell('A9').click();
    await sheet.expectFocus('A9');
    await sheet.press('Control+Home', 'PageDown', 'PageDown');
    const reached = await sheet.focused();
    expect(Number(reached?.slice(1))).toBeGreaterThan(30);
    expect(await sheet.cell(reached ?? '').boundingBox()).toMatchObject({ height: 25 });
  });

  test('long text runs over empty cells without lines across it, unless it is cut off', async () => {
    const sheet = await bench.open();
    const line = (name: string) =>
      sheet.cell(name).evaluate((cell) => getComputedStyle(cell).borderRightColor);
    await eventually(async () => expect([await line('J9'), await line('K9')]).toEqual(['rgba(0, 0, 0, 0)', 'rgba(0, 0, 0, 0)'])); // prettier-ignore
    expect(await line('J10')).not.toBe('rgba(0, 0, 0, 0)');
    await sheet.type('K9', 'x');
    await eventually(async () => expect(await line('J9')).not.toBe('rgba(0, 0, 0, 0)'));
  });

  test('links in a text open in a window of their own from the active cell; scripts are no links', async () => {
    const sheet = await bench.open();
    const link = sheet.cell('J2').locator('a');
    expect(await link.evaluate((a: HTMLAnchorElement) => [a.textContent, a.href, a.target, a.rel])).toEqual(['here', 'https://a.test/page', '_blank', 'noopener noreferrer']); // prettier-ignore
    expect(await sheet.cell('J2').locator('.text span').first().evaluate((part) => getComputedStyle(part).fontWeight)).toBe('700'); // prettier-ignore
    await sheet.expectText('J11', 'bad');
    expect(await sheet.cell('J11').locator('a').count()).toBe(0);
    // Of every click: whether it would open the link. None does here, there is no such server.
    const opened = () => sheet.page.evaluate(() => (window as unknown as { opened: boolean[] }).opened);
    await sheet.page.evaluate(() => {
      const seen: boolean[] = ((window as unknown as { opened: boolean[] }).opened = []);
      addEventListener('click', (event) => {
        if (!(event.target as Element).closest('a')) return;
        seen.push(!event.defaultPrevented);
        event.preventDefault();
      });
    });
    await link.click();
    await sheet.expectFocus('J2');
    await link.click();
    await sheet.press('Alt+Enter');
    await eventually(async () => expect(await opened()).toEqual([false, true, true]));
  });

  test('a tab of a thousand columns shows its last one, and finds what stands there', async () => {
    const sheet = await bench.open();
    await sheet.page.locator('.name-box').fill('ALL2');
    await sheet.press('Enter');
    await sheet.expectText('ALL2', 'far right');
    await sheet.press('Control+Home', 'Control+f');
    await sheet.page.keyboard.type('far right');
    await eventually(async () => expect(await count(sheet)).toBe('1 of 1'));
  });

  test('banding colours the rows of a range in turn', async () => {
    const sheet = await bench.open();
    const ground = (name: string) =>
      sheet.cell(name).evaluate((cell) => getComputedStyle(cell).backgroundColor);
    await eventually(async () => expect([await ground('J13'), await ground('K15')]).toEqual(['rgb(91, 149, 249)', 'rgb(232, 240, 254)'])); // prettier-ignore
  });
});
