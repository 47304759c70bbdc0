/** The services without a worker, as unit tests of sheet code use them. */
import { createDirectServices } from '../../../emulator/src/index';

test('code under test gets the very services that executions get', () => {
  const { globals, workbook, execution } = createDirectServices();
  globals.SpreadsheetApp.getActiveSheet()
    .getRange('A1:B2')
    .setValues([
      ['a', 1],
      ['b', 2],
    ]);
  workbook.as().edit('Sheet1', 'A1', 'edited by a person');
  expect(globals.SpreadsheetApp.getActiveSheet().getDataRange().getValues()).toEqual([
    ['edited by a person', 1],
    ['b', 2],
  ]);
  globals.PropertiesService.getScriptProperties().setProperty('n', '1');
  globals.console.log('%s', 'logged');
  expect(globals.PropertiesService.getScriptProperties().getProperty('n')).toBe('1');
  expect(execution.logs.map((line) => line.text)).toEqual(['logged']);
  expect(execution.calls.map((call) => call.method)).toContain('Range.setValues');
});

test("errors are the platform's", () => {
  const { globals } = createDirectServices();
  expect(() => globals.SpreadsheetApp.getActiveSheet().getRange(0, 1)).toThrow(
    expect.objectContaining({
      name: 'Exception',
      message: 'The starting row of the range is too small.',
    }) as Error,
  );
  expect(() =>
    createDirectServices({ entry: 'simple' }).globals.UrlFetchApp.fetch('https://a.example.dev'),
  ).toThrow('You do not have permission to call UrlFetchApp.fetch');
});

test('sleeping moves the clock, locks are free, fetches are answered by the test', () => {
  const { globals, execution } = createDirectServices({
    fetch: ({ url, method, body }) =>
      url.endsWith('/gone') ? { status: 404, body: 'no' } : { status: 200, body: `${method} ${body}` },
  });
  globals.CacheService.getScriptCache().put('k', 'v', 5);
  globals.Utilities.sleep(6_000);
  expect(globals.CacheService.getScriptCache().get('k')).toBeNull();
  globals.LockService.getScriptLock().waitLock(10);
  expect(
    globals.UrlFetchApp.fetch('https://a.example.dev/x', { method: 'put', payload: 'p' }).getContentText(),
  ).toBe('PUT p');
  expect(() => globals.UrlFetchApp.fetch('https://a.example.dev/gone')).toThrow(
    'Request failed for https://a.example.dev returned code 404. Truncated server response: no',
  );
  expect(globals.UrlFetchApp.fetchAll(['https://a.example.dev/1', 'https://a.example.dev/2'])).toHaveLength(
    2,
  );
  expect(execution.fetches).toBe(4);
});

test('what has to wait is refused by name', () => {
  const { globals } = createDirectServices();
  expect(() => globals.SpreadsheetApp.getUi().alert('x')).toThrow(
    'Ui.alert has to wait, which only an execution in a worker can',
  );
  expect(() => globals.UrlFetchApp.fetch('https://a.example.dev')).toThrow(
    'UrlFetchApp has no server to ask',
  );
});
