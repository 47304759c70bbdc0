/** The script's side over HTTP: runs, executions, triggers, stores and quotas. */
import type { ClockView, ExecutionView, QuotaView, TriggerView } from '../../../emulator/src/api/types';
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
function changed() {}
function keep() {
  PropertiesService.getScriptProperties().setProperty('script', '1');
  PropertiesService.getUserProperties().setProperty('mine', Session.getEffectiveUser().getEmail());
  MailApp.sendEmail('a@example.com,b@example.com', 'Subject', 'Body');
}
`;
let served: Served;
beforeAll(async () => {
  served = await Served.start(CODE, { manifest: { timeZone: 'Etc/UTC' } });
});
afterAll(() => served.close());

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
    expect(await served.post<object>('/api/script/deploy')).toMatchObject({
      deployedVersion: 1,
      devUrl: null,
    });
    expect(await served.refusal('POST', '/api/script/deploy', { json: { version: 7 } })).toEqual([
      'refused',
      'There is no version 7: there are 1 to 1.',
    ]);
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
    const chosen = await served.post(`/api/triggers/${edit?.id}/notify`, { frequency: 'hourly' });
    expect([edit?.notify, chosen]).toEqual(['daily', expect.objectContaining({ notify: 'hourly' })]);
    const often = { json: { frequency: 'often' } };
    expect((await served.refusal('POST', `/api/triggers/${edit?.id}/notify`, often))[0]).toBe('bad_request');
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
    { from: COLLEAGUE, to: 'a@example.com,b@example.com', subject: 'Subject', body: 'Body' },
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
