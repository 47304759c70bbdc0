/** The Jest helper, used as the author of a small script project uses it. */
import path from 'node:path';
import { createWorkbook, loadBundle, ScriptFailure, type TestWorkbook } from 'apps-script-emulator/jest';

const project = loadBundle(path.join(__dirname, 'project'));
const TABS = { Items: [['Item', 'Price', 'Note'], ['tea', 1, ''], ['cake']], Archive: [] };

function prices(options: Parameters<typeof createWorkbook>[0] = {}): TestWorkbook {
  const book = createWorkbook({ script: project, tabs: TABS, ...options });
  book.onFetch(({ url }) => ({ json: { price: url.endsWith('tea') ? 2.5 : 4 } }));
  return book;
}

describe('loadBundle', () => {
  test('reads a folder in order of names, with its manifest', () => {
    expect(project.files.map(({ name }) => name)).toEqual(['Editor.html', 'Menu.gs', 'Prices.gs']);
    expect(project.manifest?.oauthScopes).toHaveLength(5);
  });

  test('takes single files, texts and another manifest, and wants something to run', () => {
    const one = loadBundle(path.join(__dirname, 'project/Prices.gs'), { oauthScopes: [] });
    expect(one).toMatchObject({ files: [{ name: 'Prices.gs' }], manifest: { oauthScopes: [] } });
    const text = { name: 'a.gs', source: 'function a() {}' };
    expect(loadBundle([text], path.join(__dirname, 'project/appsscript.json')).manifest?.timeZone).toBe(
      'Etc/UTC',
    );
    expect(() => loadBundle('nowhere/dist')).toThrow('loadBundle finds no nowhere/dist in');
    expect(() => loadBundle({ name: 'appsscript.json', source: '{}' })).toThrow('found no .js, .gs or .html');
    expect(() => loadBundle([text, { name: 'appsscript.json', source: '{' }])).toThrow(
      'appsscript.json is no JSON',
    );
  });
});

describe('a workbook', () => {
  test('has the tabs it was given, and is read as scripts and as people read', () => {
    const when = new Date('2024-02-03T00:00:00Z');
    const book = createWorkbook({
      tabs: {
        A: [
          ['x', 'y'],
          [2, '=A2*2'],
          [when, true],
        ],
        B: [],
      },
    });
    expect(book.values('A')).toEqual([
      ['x', 'y'],
      [2, 4],
      [when, true],
    ]);
    expect(book.display('A!A2:B3')).toEqual([
      ['2', '4'],
      ['2/3/2024', 'TRUE'],
    ]);
    expect(book.value('B2')).toBe(4);
    expect(book.values('B')).toEqual([['']]);
    expect(book.spreadsheet.getSheets().map((sheet) => sheet.getName())).toEqual(['A', 'B']);
  });

  test('holds more than a new grid has room for', () => {
    const rows = Array.from({ length: 1200 }, (_, row) =>
      Array.from({ length: 30 }, (_, column) => row * column),
    );
    expect(createWorkbook({ tabs: { Big: rows } }).value('Big!AD1200')).toBe(1199 * 29);
  });
});

describe('what people do', () => {
  test('an edit runs onEdit, and a paste is one event for all of it', async () => {
    const book = prices();
    await book.edit('Items!A2', 'coffee');
    expect(book.value('Items!C2')).toBe('tea became coffee');
    const [report] = await book.edit('A3', [['a'], ['b']]);
    expect(report).toMatchObject({ functionName: 'onEdit', status: 'completed' });
    expect(book.values('Items!A3:C4')).toEqual([
      ['a', '', 'nothing became undefined'],
      ['b', '', 'nothing became undefined'],
    ]);
    await book.clear('Items!A2:C4');
    expect(book.values('Items')).toHaveLength(4);
  });

  test('a menu item is chosen by its path, after opening', async () => {
    const book = prices({ scriptProperties: { key: 'secret' } });
    await expect(book.menu('Prices', 'Refresh now')).rejects.toThrow('open() the file first');
    await book.open();
    await book.menu('Prices', 'Refresh now');
    expect(book.values('Items!B2:B3')).toEqual([[2.5], [4]]);
    expect(book.fetches.map(({ url, headers }) => [url, headers['X-Key']])).toEqual([
      ['https://prices.example.dev/tea', 'secret'],
      ['https://prices.example.dev/cake', 'secret'],
    ]);
  });

  test('time runs the triggers that a menu item installed, as its user', async () => {
    const book = prices({ users: ['owner@example.com', 'ann@example.com'], scriptProperties: { key: 'k' } });
    const ann = book.as('ann@example.com');
    await ann.open();
    await ann.menu('Prices', 'Schedule', 'Every 5 minutes');
    expect(book.emulator.toasts.at(-1)).toMatchObject({ message: 'Scheduled', user: 'ann@example.com' });
    const runs = await book.advanceClock({ minutes: 15 });
    expect(runs.map(({ functionName, user }) => [functionName, user])).toEqual(
      Array(3).fill(['refreshPrices', 'ann@example.com']),
    );
    expect(await book.run('total')).toBe(6.5);
    expect(() => book.as('nobody@example.com')).toThrow('nobody@example.com is not among');
  });

  test('a sidebar is shown, and its script calls the functions of the project', async () => {
    const book = prices({ users: ['owner@example.com', 'ann@example.com'] });
    const ann = book.as('ann@example.com');
    await expect(ann.callFromPage('savePrice', 2, 1)).rejects.toThrow('has no sidebar or dialog open');
    await ann.open();
    await ann.menu('Prices', 'Edit prices');
    expect(book.emulator.pages.at(-1)).toMatchObject({ kind: 'sidebar', title: 'Prices' });
    expect(book.emulator.pages.at(-1)?.content).toContain('<p>2 items</p>');
    // Dates do not travel to a page.
    expect(await ann.callFromPage('savePrice', 2, 3.5)).toBeNull();
    expect(book.value('Items!B2')).toBe(3.5);
    await expect(ann.callFromPage('savePrice', 2, -1)).rejects.toThrow('A price is above zero');
    await expect(ann.callFromPage('private_')).rejects.toThrow('Script function not found: private_');
  });

  test('dialogs get the answers that were given, in order', async () => {
    const book = prices();
    await book.open();
    book.answer('NO');
    await book.menu('Prices', 'Clear');
    expect(book.value('Items!B2')).toBe(1);
    book.answer('YES');
    book.answer('OK', 'too dear');
    await book.menu('Prices', 'Clear');
    expect(book.value('Items!B2')).toBe('');
    expect(book.logs).toEqual(['cleared: too dear']);
    expect(book.dialogs.map(({ prompt }) => prompt)).toEqual([
      'Clear all prices?',
      'Clear all prices?',
      'Why?',
    ]);
  });
});

describe('failures', () => {
  test('of the script reject with its own message, name and place', async () => {
    const book = prices({ scriptProperties: { key: 'k' } });
    book.onFetch(() => ({ status: 500, body: { error: 'closed' } }));
    await book.open();
    const failure: unknown = await book.menu('Prices', 'Refresh now').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ScriptFailure);
    expect(failure).toMatchObject({ name: 'Exception', reports: [{ functionName: 'refreshPrices' }] });
    expect((failure as Error).message).toMatch(
      /^Request failed for https:\/\/prices\.example\.dev returned code 500/,
    );
    expect((failure as Error).stack).toContain('Prices.gs:7');
  });

  test('of the network are answers too', async () => {
    const book = prices({ scriptProperties: { key: 'k' } });
    book.onFetch(({ url }) => (url.endsWith('cake') ? { failure: 'dns' } : undefined));
    await expect(book.run('refreshPrices')).rejects.toThrow('DNS error: https://prices.example.dev/cake');
  });

  test('a fetch that nobody answers says how to answer it', async () => {
    const book = createWorkbook({ script: project, tabs: TABS, scriptProperties: { key: 'k' } });
    await expect(book.run('refreshPrices')).rejects.toThrow(
      'Nobody answers GET https://prices.example.dev/tea: give the workbook an answer with onFetch',
    );
  });

  test('a dialog that nobody answers fails by name', async () => {
    const book = prices();
    await expect(book.run('clearPrices')).rejects.toThrow('Nobody answered');
  });
});

describe('workbooks close by themselves', () => {
  let early: TestWorkbook;
  let late: TestWorkbook;
  beforeAll(
    () =>
      void (early = createWorkbook({ script: loadBundle({ name: 'a.gs', source: 'const one = () => 1' }) })),
  );

  test('one that was made in a test', async () => {
    late = createWorkbook({ script: loadBundle({ name: 'a.gs', source: 'const one = () => 1' }) });
    expect([await early.run('one'), await late.run('one')]).toEqual([1, 1]);
  });

  test('after that test, one made before all tests after the last', async () => {
    expect(await early.run('one')).toBe(1);
    expect([early.closed, late.closed]).toEqual([false, true]);
  });

  test('a program can be replaced', async () => {
    early.load(loadBundle({ name: 'b.gs', source: 'const one = () => 2' }));
    expect(await early.run('one')).toBe(2);
  });
});
