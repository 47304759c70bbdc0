/** The script's side over HTTP: runs, executions, triggers, stores, quotas, time, switches and faults. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  ClockView,
  ExecutionView,
  QuotaView,
  SwitchView,
  TriggerView,
} from '../../../emulator/src/api/types';
import { DEFAULT_SWITCHES, SWITCH_NAMES } from '../../../emulator/src/index';
import { COLLEAGUE, OWNER, Served } from './support/served';

const CODE = `
function add(first, second) { console.log('adding'); SpreadsheetApp.getActiveSheet().getRange('A1').getValue(); return first + second; }
function fails() { throw new Error('broken'); }
function forever() { for (;;) SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1); }
const arrow = () => 1;
let notAFunction = 2;
function install() {
  ScriptApp.newTrigger('tick').timeBased().everyMinutes(5).create();
  ScriptApp.newTrigger('changed').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create();
}
function daily() { ScriptApp.newTrigger('tick').timeBased().atHour(9).everyDays(1).inTimezone('Europe/Berlin').create(); }
function removeAll() { ScriptApp.getProjectTriggers().forEach((trigger) => ScriptApp.deleteTrigger(trigger)); }
function tick() { return Date.now(); }
function nap() { const before = Date.now(); Utilities.sleep(240000); return Date.now() - before; }
function changed() {}
function keep() {
  PropertiesService.getScriptProperties().setProperty('script', '1');
  PropertiesService.getUserProperties().setProperty('mine', Session.getEffectiveUser().getEmail());
  MailApp.sendEmail('a@example.com,b@example.com', 'Subject', 'Body');
}
function ping() { return UrlFetchApp.fetch('https://api.example.dev/', { muteHttpExceptions: true }).getResponseCode(); }
function pingLoudly() { return UrlFetchApp.fetch('https://api.example.dev/').getResponseCode(); }
function write200() {
  const sheet = SpreadsheetApp.getActiveSheet();
  let thrown = [];
  for (let row = 1; row <= 200; row++) try { sheet.getRange(row, 3).setValue(row); } catch (error) { thrown.push([row, error.message]); }
  return thrown;
}
`;
let served: Served;
let server: Server;
beforeAll(async () => {
  server = createServer((_request, response) => void response.end('pong')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  served = await Served.start(CODE, {
    manifest: { timeZone: 'Etc/UTC' },
    tunnels: [{ publicUrl: 'https://api.example.dev', target }],
  });
});
afterAll(async () => {
  await served.close();
  await new Promise((resolve) => server.close(resolve));
});

const run = async (name: string, user = OWNER, args: unknown[] = []): Promise<ExecutionView> => {
  const { executions } = await served.post('/api/run', { user, function: name, args, wait: true });
  return executions[0] as ExecutionView;
};
const valueOf = async ({ id }: ExecutionView): Promise<unknown> => {
  const { returnJson } = await served.get<{ returnJson: string }>(`/api/executions/${id}`);
  return JSON.parse(returnJson);
};

describe('the script', () => {
  it('names its files, its manifest, and the functions that can be run', async () => {
    const script = await served.get<{ functions: string[] }>('/api/script');
    expect(script).toMatchObject({ files: ['Code.js'], manifest: { timeZone: 'Etc/UTC' }, webAppUrl: null });
    expect(script.functions).toEqual(expect.arrayContaining(['add', 'fails', 'arrow']));
    expect(script.functions).not.toContain('notAFunction');
  });

  it('runs a function with arguments, as from the editor', async () => {
    const execution = await run('add', COLLEAGUE, [1, 2]);
    expect(execution).toMatchObject({
      functionName: 'add',
      entry: 'editor',
      user: COLLEAGUE,
      status: 'completed',
      error: null,
      triggerId: null,
    });
    expect(await served.get(`/api/executions/${execution.id}`)).toMatchObject({
      returnJson: '3',
      logs: [{ text: 'adding' }],
      calls: expect.arrayContaining(['Sheet.getRange', 'Range.getValue']) as string[],
      counts: { 'Range.getValue': 1 },
      costs: { sheetCalls: 1, sheetWrites: 0 },
      stack: null,
    });
    const failed = await run('fails');
    expect(failed).toMatchObject({ status: 'failed', error: 'broken' });
    expect(await served.get(`/api/executions/${failed.id}`)).toMatchObject({
      stack: expect.stringMatching(/Code\.js:3/) as string,
    });
    expect(await run('nothing')).toMatchObject({
      status: 'failed',
      error: 'Script function not found: nothing',
    });
  });

  it('lists executions, the newest first, from where one left off', async () => {
    const first = await run('arrow');
    const second = await run('arrow');
    const ids = async (query: string) =>
      (await served.get<ExecutionView[]>(`/api/executions?${query}`)).map(({ id }) => id);
    expect(await ids('limit=2')).toEqual([second.id, first.id]);
    expect(await ids(`after=${first.id}`)).toEqual([second.id]);
    expect(await served.refusal('GET', '/api/executions?limit=many')).toEqual([
      'bad_request',
      expect.stringMatching(/^limit: /),
    ]);
    expect(await served.refusal('GET', '/api/executions?limit=0')).toEqual([
      'bad_request',
      expect.stringMatching(/^limit: /),
    ]);
    expect(await served.refusal('GET', '/api/executions/999999')).toEqual(['not_found', expect.any(String)]);
  });

  it('shows a running execution and kills it on the spot', async () => {
    const { executions } = await served.post('/api/run', { function: 'forever' });
    const id = executions[0]?.id ?? 0;
    const calls = async () => (await served.get<{ calls: string[] }>(`/api/executions/${id}`)).calls.length;
    while ((await calls()) < 3) await new Promise((resolve) => setImmediate(resolve));
    expect(await served.get(`/api/executions/${id}`)).toMatchObject({ status: 'running', returnJson: null });
    expect(await served.post<object>(`/api/executions/${id}/kill`)).toMatchObject({ id, status: 'killed' });
    expect(await served.refusal('POST', '/api/executions/999999/kill')).toEqual([
      'not_found',
      expect.any(String),
    ]);
  });
});

describe('triggers', () => {
  const list = () => served.get<TriggerView[]>('/api/triggers');
  afterEach(() => run('removeAll', COLLEAGUE));

  it('are listed with owner, schedule and last and next run; run, disabled and enabled', async () => {
    const log = await served.listen();
    await run('install', COLLEAGUE);
    await log.next('triggers');
    log.close();
    const [clock, edit] = await list();
    const { now } = await served.get<ClockView>('/api/clock');
    expect(clock).toMatchObject({
      owner: COLLEAGUE,
      handler: 'tick',
      event: 'CLOCK',
      schedule: 'every 5 minutes',
      disabled: null,
      lastRun: null,
    });
    expect(clock?.nextRun).toBeGreaterThan(now - 1000);
    expect(edit).toMatchObject({ handler: 'changed', event: 'ON_EDIT', schedule: 'on edit', nextRun: null });
    const { executions } = await served.post(`/api/triggers/${clock?.id}/run`, { wait: true });
    expect(executions).toMatchObject([
      { functionName: 'tick', entry: 'clock', user: COLLEAGUE, triggerId: clock?.id },
    ]);
    expect((await list())[0]?.lastRun).toEqual({
      execution: executions[0]?.id,
      at: executions[0]?.startedAt,
      status: 'completed',
    });
    await served.post(`/api/triggers/${edit?.id}/disable`);
    expect((await list())[1]).toMatchObject({ disabled: 'disabled by hand' });
    const acted = () => served.act({ do: 'edit', sheet: 'Sheet1', cell: 'B1', value: 'x' });
    expect((await acted()).executions).toEqual([]);
    await served.post(`/api/triggers/${edit?.id}/enable`);
    expect((await acted()).executions).toMatchObject([{ functionName: 'changed', user: COLLEAGUE }]);
    for (const verb of ['run', 'disable', 'enable'])
      expect(await served.refusal('POST', `/api/triggers/1/${verb}`)).toEqual([
        'not_found',
        expect.any(String),
      ]);
  });

  it('say when they run in words', async () => {
    await run('daily', COLLEAGUE);
    expect((await list())[0]?.schedule).toBe('every day, between 09:00 and 10:00 (Europe/Berlin)');
  });

  it('run as the clock is moved on, in order; disabled ones are not made up for', async () => {
    await run('install', COLLEAGUE);
    const [clock] = await list();
    const ticks = async () =>
      (await served.get<ExecutionView[]>('/api/executions')).filter(
        ({ triggerId }) => triggerId === clock?.id,
      );
    const before = (await served.get<ClockView>('/api/clock')).now;
    const { now } = await served.post<ClockView>('/api/clock', { advanceMs: 15 * 60_000 });
    expect(now - before).toBeGreaterThanOrEqual(15 * 60_000);
    const [third, second, first] = (await ticks()).map(({ startedAt }) => startedAt);
    expect(
      [Number(third) - Number(second), Number(second) - Number(first)].map((ms) => Math.round(ms / 10_000)),
    ).toEqual([30, 30]);
    expect(await valueOf((await ticks())[0] as ExecutionView)).toBeGreaterThan(before + 10 * 60_000);
    await served.post(`/api/triggers/${clock?.id}/disable`);
    await served.post('/api/clock', { advanceMs: 15 * 60_000 });
    await served.post(`/api/triggers/${clock?.id}/enable`);
    expect(await ticks()).toHaveLength(3);
    expect((await list())[0]?.nextRun).toBeGreaterThan(now + 15 * 60_000);
  });
});

describe('time', () => {
  afterEach(() => served.post('/api/clock', { speed: 1 }));

  it('goes faster while nothing works, and a sleep is over sooner', async () => {
    expect(await served.post('/api/clock', { speed: 3600 })).toMatchObject({ speed: 3600 });
    const { now } = await served.get<ClockView>('/api/clock');
    const slept = await valueOf(await run('nap'));
    expect(slept).toBeGreaterThanOrEqual(240_000);
    expect((await served.get<ClockView>('/api/clock')).now - now).toBeGreaterThanOrEqual(240_000);
  });

  it.each([{ speed: 0 }, { speed: 'fast' }, { advanceMs: -1 }, { advanceMs: 86_400_001 }, { now: 0 }])(
    'refuses %j',
    async (json) => {
      expect(await served.refusal('POST', '/api/clock', { json })).toEqual([
        'bad_request',
        expect.any(String),
      ]);
    },
  );
});

it('shows the properties, the outbox and what is used of the quotas, each by its user', async () => {
  const log = await served.listen();
  await run('keep', COLLEAGUE);
  await Promise.all([log.next('properties'), log.next('outbox')]);
  log.close();
  expect(await served.get('/api/properties')).toEqual({
    script: { script: '1' },
    document: {},
    users: { [OWNER]: {}, [COLLEAGUE]: { mine: COLLEAGUE } },
  });
  expect(await served.get('/api/outbox')).toMatchObject([
    { to: 'a@example.com,b@example.com', subject: 'Subject', body: 'Body' },
  ]);
  const used = async (user: string) =>
    Object.fromEntries(
      (await served.get<QuotaView[]>(`/api/quotas?user=${user}`)).map((quota) => [quota.name, quota.used]),
    );
  expect(await used(COLLEAGUE)).toMatchObject({
    'Properties read/write': 2,
    'Email recipients': 2,
    'URL Fetch calls': 0,
  });
  expect(await used(OWNER)).toMatchObject({ 'Properties read/write': 0, 'Email recipients': 0 });
  const quotas = await served.get<QuotaView[]>('/api/quotas');
  expect(quotas.find(({ unit }) => unit === 'minutes')?.limit).toBe(90);
});

describe('switches', () => {
  const views = () => served.get<SwitchView[]>('/api/switches');
  const move = (json: object) => served.call('PATCH', '/api/switches', { json });
  afterEach(() => move({ lastRowCountsBlankFormulas: true, readsFlush: true }));

  it('are all listed, described, at their defaults', async () => {
    const all = await views();
    expect(all.map(({ name }) => name)).toEqual([...SWITCH_NAMES]);
    for (const { name, value, choices, description, default: standard } of all) {
      expect([name, value, choices[0]]).toEqual([name, standard, standard]);
      expect(value).toBe(DEFAULT_SWITCHES[name]);
      expect(choices.length).toBeGreaterThan(1);
      expect(description.length).toBeGreaterThan(20);
    }
  });

  it('are moved for every part at once', async () => {
    served.emulator.workbook.as().edit('Sheet1', 'D400', '=""');
    const lastRow = async () =>
      (await served.get<{ sheets: { usedRows: number }[] }>('/api/workbook')).sheets[0]?.usedRows;
    expect(await lastRow()).toBe(400);
    const log = await served.listen();
    const moved = (await move({ lastRowCountsBlankFormulas: false })).body as SwitchView[];
    expect(moved.find(({ name }) => name === 'lastRowCountsBlankFormulas')).toMatchObject({
      value: false,
      default: true,
    });
    await log.next('settings');
    log.close();
    expect(served.emulator.workbook.usedSize(served.emulator.workbook.sheet('Sheet1')).rows).toBeLessThan(
      400,
    );
  });

  it.each([
    [{ nothing: true }, /There is no switch "nothing"/],
    [{ toString: true }, /There is no switch "toString"/],
    [{ readsFlush: 'maybe' }, /"readsFlush" takes one of true, false/],
    [{ readsFlush: false, bulkEvents: 'all' }, /"bulkEvents" takes one of "none", "edit-and-change"/],
  ])('refuse %j, and nothing is moved', async (json, says) => {
    expect(await served.refusal('PATCH', '/api/switches', { json })).toEqual([
      'bad_request',
      expect.stringMatching(says),
    ]);
    expect((await views()).find(({ name }) => name === 'readsFlush')?.value).toBe(true);
  });
});

describe('faults', () => {
  const set = (faults: object) => served.call('PUT', '/api/faults', { json: faults });
  const network = (kind: string) => set({ network: kind, spreadsheet: 'none' });
  afterEach(() => network('none'));

  it('of the network: unreachable, 429, 500, and none again', async () => {
    expect(await valueOf(await run('ping'))).toBe(200);
    const log = await served.listen();
    expect((await network('unreachable')).body).toEqual({ network: 'unreachable', spreadsheet: 'none' });
    await log.next('settings');
    log.close();
    expect(await run('ping')).toMatchObject({
      status: 'failed',
      error: 'Address unavailable: https://api.example.dev/',
    });
    await network('429');
    expect(await valueOf(await run('ping'))).toBe(429);
    await network('500');
    expect(await run('pingLoudly')).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(
        /^Request failed for https:\/\/api\.example\.dev returned code 500/,
      ) as string,
    });
    await network('none');
    expect(await valueOf(await run('ping'))).toBe(200);
  });

  it('slow: the answer comes late', async () => {
    await network('slow');
    const { durationMs } = await run('ping');
    expect(durationMs).toBeGreaterThanOrEqual(2_900);
  });

  it('of the spreadsheet: calls time out before, or throw after, their write has landed', async () => {
    const outcome = async (spreadsheet: string) => {
      await served.act({ do: 'clear', sheet: 'Sheet1', range: 'C1:C200' });
      await set({ network: 'none', spreadsheet });
      const thrown = (await valueOf(await run('write200'))) as [number, string][];
      await network('none');
      const column = (await served.texts('C1:C200')).map(([text]) => text);
      return { thrown, landed: thrown.map(([row]) => column[row - 1] !== '') };
    };
    expect((await outcome('none')).thrown).toEqual([]);
    const timeouts = await outcome('timeouts');
    expect(timeouts.thrown[0]?.[1]).toMatch(
      /^Service Spreadsheets timed out while accessing document with id /,
    );
    expect(timeouts.landed).toEqual(timeouts.thrown.map(() => false));
    const landed = await outcome('landed-but-threw');
    expect([landed.thrown.length > 0, landed.landed]).toEqual([true, landed.thrown.map(() => true)]);
  });

  it.each([
    {},
    { network: 'gone', spreadsheet: 'none' },
    { network: 'none', spreadsheet: 'none', disk: 'full' },
  ])('refuse %j', async (json) => {
    expect(await served.refusal('PUT', '/api/faults', { json })).toEqual(['bad_request', expect.any(String)]);
  });
});
