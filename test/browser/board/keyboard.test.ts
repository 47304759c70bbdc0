/** The whole life of a card without a mouse. */
import type { Page } from 'playwright-core';
import { cardIn, cardLink, useBench } from '../support/board-bench';
import { eventually } from '../support/eventually';
import { slowAnswers } from '../support/slow-answers';

const bench = useBench();

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}

async function waitForFocus(page: Page, text: string): Promise<void> {
  await eventually(async () => expect(await focused(page)).toBe(text));
}

test('a card is made, moved, edited, opened, deleted and brought back by keys alone', async () => {
  const page = await bench.open();
  await page.getByText('Nothing to do.').waitFor();

  await page.keyboard.press('n');
  await page.keyboard.type('Call Ada');
  await page.keyboard.press('Control+Enter');
  await cardIn(page, 'TODO', 'Call Ada').waitFor();
  await waitForFocus(page, 'Call Ada');

  await page.keyboard.press('Control+ArrowRight');
  await cardIn(page, 'IN_PROGRESS', 'Call Ada').waitFor();
  await waitForFocus(page, 'Call Ada');
  await eventually(async () =>
    expect(await page.getByTestId('announcer').innerText()).toContain('moved to In progress'),
  );
  await page.keyboard.press('Alt+ArrowRight');
  await cardIn(page, 'DONE', 'Call Ada').waitFor();
  await waitForFocus(page, 'Call Ada');
  expect(new URL(page.url()).pathname).toBe('/');

  await page.keyboard.press('e');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Call Ada Lovelace');
  await page.keyboard.press('Enter');
  await cardIn(page, 'DONE', 'Call Ada Lovelace').waitFor();
  await waitForFocus(page, 'Call Ada Lovelace');

  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Call Ada Lovelace' }).waitFor();
  await page.keyboard.press('Escape');
  await cardIn(page, 'DONE', 'Call Ada Lovelace').waitFor();
  await waitForFocus(page, 'Call Ada Lovelace');

  // Taken back at once, before the tracker has answered.
  await slowAnswers(page, 'DELETE');
  await page.keyboard.press('Delete');
  await cardLink(page, 'Call Ada Lovelace').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await eventually(async () => {
    const tasks = await bench.call('GET', '/tasks');
    expect(tasks).toMatchObject([{ title: 'Call Ada Lovelace', status: 'DONE', version: 6 }]);
  });
  await cardIn(page, 'DONE', 'Call Ada Lovelace').waitFor();
});

test('arrows go from card to card, over empty columns, and to the ends', async () => {
  for (const title of ['third', 'second', 'first']) await bench.make({ title });
  await bench.make({ title: 'finished', status: 'DONE' });
  const page = await bench.open();
  await cardLink(page, 'first').waitFor();
  await page.keyboard.press('ArrowDown');
  await waitForFocus(page, 'first');
  await page.keyboard.press('ArrowDown');
  await waitForFocus(page, 'second');
  await page.keyboard.press('ArrowRight');
  await waitForFocus(page, 'finished');
  await page.keyboard.press('ArrowLeft');
  await waitForFocus(page, 'first');
  await page.keyboard.press('End');
  await waitForFocus(page, 'third');
  await page.keyboard.press('Home');
  await waitForFocus(page, 'first');
});

test('several moves are undone one after another', async () => {
  const task = await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  await cardLink(page, 'Call Ada').focus();
  await slowAnswers(page, 'PATCH');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await eventually(async () =>
    expect(await bench.call('GET', `/tasks/${task.id}`)).toMatchObject({ status: 'TODO', version: 5 }),
  );
  await cardIn(page, 'TODO', 'Call Ada').waitFor();
});

test('the menu is opened, walked and left by keys, and the focus comes back', async () => {
  await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  await cardLink(page, 'Call Ada').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await waitForFocus(page, 'In progress');
  await page.keyboard.press('ArrowDown');
  await waitForFocus(page, 'Done');
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await waitForFocus(page, 'Move to');
});

test('? lists the keys; slash goes to the search; letters typed into a field are text', async () => {
  await bench.make({ title: 'Call Ada' });
  const page = await bench.open();
  await cardLink(page, 'Call Ada').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  await page.keyboard.type('nen?');
  expect(await page.getByLabel('Search titles and notes').inputValue()).toBe('nen?');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('single letters can be switched off', async () => {
  const page = await bench.open();
  await page.getByText('Nothing to do.').waitFor();
  await page.keyboard.press('?');
  await page.getByLabel(/Single letters are shortcuts/).uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'New card', exact: true }).focus();
  expect(await page.getByRole('dialog').count()).toBe(0);
});
