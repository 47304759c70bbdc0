/** Sidebars and dialogs of HtmlService: what google.script.run does and refuses, and how far such a page gets. */
import type { Page } from 'playwright-core';
import { createDirectServices } from '../../../emulator/src/index';
import { eventually } from '../support/eventually';
import { EVERYWHERE, HOSTILE, press, readPlaces } from './support/hostile-page';
import { SAMPLE } from './support/sample-script';
import { choose, OWNER, scriptFrame, useScriptBench } from './support/script-bench';

const bench = useScriptBench(SAMPLE);

/** What a script page finds on its window. */
interface WithScript {
  readonly google: {
    readonly script: { readonly run: Runner; readonly host: { readonly editor: { focus(): void } } };
  };
}
interface Runner {
  withSuccessHandler(handler: (value: unknown) => void): Runner;
  describe(...args: unknown[]): void;
  add(one: number, other: number): void;
}

async function openSidebar(page: Page) {
  await choose(page, 'More', 'Sidebar');
  const frame = scriptFrame(page, 'Helper');
  await frame.getByRole('button', { name: 'Add' }).waitFor();
  /** Presses a button and reads what came of it. */
  const press = async (name: string) => {
    const out = frame.locator('#out');
    await out.evaluate((element) => (element.textContent = ''));
    await frame.getByRole('button', { name, exact: true }).click();
    await out.filter({ hasText: /./ }).waitFor();
    return out.innerText();
  };
  return { frame, press };
}

test('calls by name: success with the user object, a form as an object, a Date as null, failure as ScriptError', async () => {
  const page = await bench.open();
  const { press } = await openSidebar(page);
  expect(await press('Add')).toBe('5 for-add');
  expect(await press('Send the form')).toBe(JSON.stringify(`{"name":"Zoë","tags":["a","b"]} for ${OWNER}`));
  expect(await press('Get a date')).toBe('null');
  expect(await press('Fail')).toBe('true ScriptError: TypeError: It is broken again');
});

test('a failure that no handler waits for is told in the console', async () => {
  const page = await bench.open();
  bench.expected.push(/Uncaught ScriptError: TypeError: Unheard is broken/);
  const told = page.waitForEvent('console', (message) => message.text().includes('Unheard'));
  const { frame } = await openSidebar(page);
  await frame.getByRole('button', { name: 'Fail unheard' }).click();
  const message = await told;
  expect([message.type(), message.text()]).toEqual([
    'error',
    'Uncaught ScriptError: TypeError: Unheard is broken',
  ]);
});

test('arguments that the platform refuses are refused where the call stands', async () => {
  const page = await bench.open();
  const { frame } = await openSidebar(page);
  const refusals = await frame.locator('body').evaluate(() => {
    const { run } = (globalThis as unknown as WithScript).google.script;
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    class Own {}
    const attempt = (...args: unknown[]) => {
      try {
        run.describe(...args);
        return 'sent';
      } catch (error) {
        return String(error);
      }
    };
    const form = document.querySelector('form');
    return {
      date: attempt(new Date(0)),
      inside: attempt({ list: [{ on: new Date(0) }] }),
      function: attempt('a', () => 1),
      element: attempt(document.body),
      formAndMore: attempt(form, 1),
      instance: attempt(new Own()),
      circle: attempt(circle),
      private: typeof (run as unknown as Record<string, unknown>)['secret_'],
    };
  });
  expect(refusals).toEqual({
    date: 'TypeError: Failed due to illegal value in property: 0',
    inside: 'TypeError: Failed due to illegal value in property: on',
    function: 'TypeError: Failed due to illegal value in property: 1',
    element: 'TypeError: Failed due to illegal value in property: 0',
    formAndMore: 'TypeError: Failed due to illegal value in property: 0',
    instance: 'TypeError: Failed due to illegal value in property: 0',
    circle: 'TypeError: Failed due to circular reference.',
    private: 'undefined',
  });
});

/** The requests of calls, held back until they are let go. */
interface WithHeld {
  held: (() => void)[];
}

test('ten calls run at once, the eleventh when one of them has ended', async () => {
  const page = await bench.open();
  const { frame } = await openSidebar(page);
  await page.evaluate(() => {
    const { fetch } = globalThis;
    const held: (() => void)[] = [];
    const hold = (...request: Parameters<typeof fetch>) =>
      new Promise<Response>((resolve) => held.push(() => resolve(fetch(...request))));
    const isCall = (address: unknown) => String(address).includes('/run');
    Object.assign(globalThis, {
      held,
      fetch: (...request: Parameters<typeof fetch>) =>
        isCall(request[0]) ? hold(...request) : fetch(...request),
    });
  });
  await frame.locator('body').evaluate(() => {
    const { run, host } = (globalThis as unknown as WithScript).google.script;
    const out = document.getElementById('out');
    const note = (sum: unknown) => out?.append(`${String(sum)} `);
    for (let number = 1; number <= 11; number += 1) run.withSuccessHandler(note).add(number, 0);
    // Comes after the calls, by the same way.
    host.editor.focus();
  });
  await page.waitForFunction(() => document.activeElement?.tagName !== 'IFRAME');
  const heldNow = () => page.evaluate(() => (globalThis as unknown as WithHeld).held.length);
  expect(await heldNow()).toBe(10);
  await page.evaluate(() => (globalThis as unknown as WithHeld).held[3]?.());
  await frame.locator('#out', { hasText: '4 ' }).waitFor();
  await eventually(async () => expect(await heldNow()).toBe(11));
  await page.evaluate(() => (globalThis as unknown as WithHeld).held.forEach((release) => release()));
  await eventually(async () => {
    const sums = (await frame.locator('#out').innerText()).trim().split(' ').map(Number);
    expect(sums.sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});

test('what is let through arrives as a copy: undefined in arrays is null, names that end in __ are dropped', async () => {
  const page = await bench.open();
  const { frame } = await openSidebar(page);
  const text = await frame.locator('body').evaluate(
    () =>
      new Promise((resolve) => {
        const value = { list: [undefined, 1], hidden__: 2, none: undefined, nan: NaN };
        (globalThis as unknown as WithScript).google.script.run.withSuccessHandler(resolve).describe(value);
      }),
  );
  expect(text).toBe(`{"list":[null,1],"nan":null} for ${OWNER}`);
});

test('a private function cannot be called past the client either', async () => {
  const page = await bench.open();
  await openSidebar(page);
  const [opened] = (await (await fetch(`${bench.url}/api/pages`)).json()) as { id: string }[];
  const response = await fetch(`${bench.url}/api/pages/${opened?.id}/run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ function: 'secret_', args: [] }),
  });
  expect(JSON.stringify(await response.json())).not.toContain('hidden');
});

test('such a page reaches neither the sheet’s window nor its storage; what is not there fails by name', async () => {
  const page = await bench.open();
  const { press } = await openSidebar(page);
  const told = JSON.parse(await press('Reach out')) as Record<string, string>;
  expect(told['parent']).toContain('SecurityError');
  expect(told['storage']).toContain('SecurityError');
  expect(told['url']).toContain('google.script.url is not implemented by this emulator');
  expect(told['history']).toContain('google.script.history is not implemented by this emulator');
  expect(told['private']).toBe('undefined');
});

test('a message from elsewhere that claims to be such a page is not obeyed', async () => {
  const page = await bench.open();
  const { press } = await openSidebar(page);
  const before = bench.emulator.executions.length;
  const id = /pages\/(\w+)\/content/.exec((await page.locator('iframe').getAttribute('src')) ?? '')?.[1];
  await page.evaluate((pageId) => {
    const { port1, port2 } = new MessageChannel();
    postMessage({ appsScriptPage: pageId }, location.origin, [port2]);
    port1.postMessage({ say: 'run', call: 1, name: 'bornOn', args: [] });
  }, id);
  // The page's own calls still come through, after whatever was obeyed before.
  expect(await press('Add')).toBe('5 for-add');
  await bench.emulator.idle();
  const ran = bench.emulator.executions.slice(before).map(({ functionName }) => functionName);
  expect(ran).toContain('add');
  expect(ran).not.toContain('bornOn');
});

test('one sidebar at a time; it is closed with its cross, and stands again after loading the page', async () => {
  const page = await bench.open();
  await openSidebar(page);
  await page.reload();
  await scriptFrame(page, 'Helper').getByRole('button', { name: 'Add' }).waitFor();
  await choose(page, 'More', 'Second sidebar');
  await scriptFrame(page, 'Second').getByText('Another one').waitFor();
  expect(await page.locator('iframe').count()).toBe(1);
  await page.getByRole('button', { name: 'Close the sidebar' }).click();
  await page.locator('iframe').waitFor({ state: 'detached' });
  await eventually(() => expect(bench.emulator.openPages.list(OWNER)).toEqual([]));
});

test('a modal dialog has the script’s size, changes it, and closes itself', async () => {
  const page = await bench.open();
  await choose(page, 'More', 'Dialog');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const frame = scriptFrame(page, 'Settings');
  const size = () =>
    dialog.locator('iframe').evaluate(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]);
  await frame.getByRole('button', { name: 'Taller' }).waitFor();
  const [width, height] = await size();
  expect(height).toBe(200);
  // The dialog has a border.
  expect(width).toBeGreaterThanOrEqual(418);
  await frame.getByRole('button', { name: 'Taller' }).click();
  await eventually(async () => expect((await size())[1]).toBe(320));
  await frame.getByRole('button', { name: 'Close it' }).click();
  await dialog.waitFor({ state: 'detached' });
});

test('a modeless dialog leaves the sheet usable; F6 goes round the window’s parts and out of a sidebar', async () => {
  const page = await bench.open();
  await choose(page, 'More', 'Beside');
  await scriptFrame(page, 'Beside').getByText('Goes along').waitFor();
  const { frame } = await openSidebar(page);
  await frame.getByRole('button', { name: 'Add' }).focus();
  await page.keyboard.press('F6');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-cell') === 'A1');
  const places: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await page.keyboard.press('Shift+F6');
    places.push(
      await page.evaluate(
        () =>
          document.activeElement?.closest('.menu-bar, .sheet, .script-sidebar, .modeless')?.className ?? '',
      ),
    );
  }
  expect(places).toEqual(['menu-bar', expect.stringContaining('modeless'), 'script-sidebar']);
  await page.getByRole('dialog', { name: 'Beside' }).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('what a template prints does nothing and stays what it was, wherever in a page it stands', async () => {
  const { HtmlService } = createDirectServices().globals;
  const template = HtmlService.createTemplate(EVERYWHERE);
  const shown = await (await bench.open()).context().newPage();
  for (const v of HOSTILE) {
    await shown.setContent(Object.assign(template, { v }).evaluate().getContent());
    await press(shown);
    const { hacked, scheme, inScripts, inPage } = await shown.evaluate(readPlaces);
    expect({ v, hacked, runs: scheme === 'javascript:' }).toEqual({ v, hacked: undefined, runs: false });
    const { pattern, ...strings } = inScripts;
    expect(new RegExp(pattern ?? '').test(v)).toBe(true);
    expect(Object.keys(strings)).toHaveLength(11);
    expect(new Set(Object.values(strings))).toEqual(new Set([v]));
    // A page knows one kind of line end.
    const withOneLineEnd = (text: string | null) => text?.replace(/\r\n?/g, '\n');
    expect(new Set(inPage.map(withOneLineEnd))).toEqual(new Set([withOneLineEnd(v)]));
  }
});
