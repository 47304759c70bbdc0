/** What is set from outside, over HTTP: time, switches and faults. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClockView, ExecutionView, SwitchView } from '../../../emulator/src/api/types';
import { DEFAULT_SWITCHES, SWITCH_NAMES } from '../../../emulator/src/index';
import { Served } from './support/served';

const CODE = `
function nap() { const before = Date.now(); Utilities.sleep(240000); return Date.now() - before; }
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

const run = async (name: string): Promise<ExecutionView> => {
  const { executions } = await served.post('/api/run', { function: name, wait: true });
  return executions[0] as ExecutionView;
};
const valueOf = async ({ id }: ExecutionView): Promise<unknown> => {
  const { returnJson } = await served.get<{ returnJson: string }>(`/api/executions/${id}`);
  return JSON.parse(returnJson);
};

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
