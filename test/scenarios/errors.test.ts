/** When the tracker, the network or a cell refuses: bounded retries, one bad record alone, nothing half done, and logs without secrets. */
import type { EmulatorSnapshot, ExecutionReport } from '../../emulator/src';
import { LEADS_TAB } from '../../local/system';
import { COLLEAGUE, OWNER, WholeSystem, type LeadRow } from '../support/whole-system';
import { installed, setUpAs } from './support/person';
import { passOn, StandInServer, type StandInAnswer } from './support/stand-in-server';

const LEADS: readonly LeadRow[] = [
  ['lead-77', 'Ann Lee', 'ann@example.com', 'NEW', 'Web'],
  ['lead-78', 'Bo Diaz', 'bo@example.com', 'CONTACTED', 'Fair'],
  ['lead-79', 'Cy Novak', 'cy@example.com', 'NEW', ''],
];
const KEY = 'k-5ecret-Tr4cker';
const PROXY = 'https://proxy.example.dev';

let standIn: StandInServer;
let system: WholeSystem;
let linked: EmulatorSnapshot;
beforeAll(async () => {
  standIn = await StandInServer.start();
  const tunnels = [{ publicUrl: PROXY, target: standIn.url }];
  system = await WholeSystem.start({ leads: LEADS, emulator: { tunnels } });
  await system.open(COLLEAGUE);
  standIn.answer = (request) => passOn(system.tracker.url, request);
  await setUpAs(system, { address: PROXY, key: KEY });
  await system.sync('Initial sync');
  await system.tracker.keep();
  linked = system.emulator.snapshot();
});
afterAll(async () => {
  await system.close();
  await standIn.close();
});
beforeEach(async () => {
  system.emulator.restore(linked);
  system.emulator.network.setFault(undefined);
  await system.tracker.restore();
  answers();
});

/** The server gives these answers, one a request, and then the tracker's own. */
function answers(...list: (StandInAnswer | 'cut' | 'lost')[]): void {
  standIn.received.length = 0;
  const left = [...list];
  standIn.answer = async (request) => {
    const next = left.shift();
    if (next === undefined) return passOn(system.tracker.url, request);
    if (next !== 'lost') return next;
    await passOn(system.tracker.url, request);
    return 'cut';
  };
}

const forEver = (answer: StandInAnswer | 'cut'): void =>
  answers(...Array<StandInAnswer | 'cut'>(99).fill(answer));
const toast = (): string => system.emulator.toasts.at(-1)?.message ?? '';
const logsOf = ({ logs }: ExecutionReport): string => logs.map(({ text }) => text).join('\n');

describe('retries', () => {
  const again: readonly [string, StandInAnswer | 'cut'][] = [
    ['500', { status: 500 }],
    ['503', { status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } }],
    ['429', { status: 429 }],
    ['408', { status: 408 }],
    ['no answer', 'cut'],
  ];
  it.each(again)('%s twice, then an answer: the sync finishes', async (_name, answer) => {
    answers(answer, answer);
    system.typeSilently('lead-77', 'status', 'LOST');
    const run = await system.choose('Sync now');
    expect(toast()).toBe('1 task updated.');
    expect([run.fetches, (await system.task('lead-77')).status]).toEqual([3, 'DONE']);
    expect(run.durationMs).toBeLessThanOrEqual(1_000 + 2_000);
  });

  it.each(again)('%s without end: four requests, a few seconds, and a report', async (_name, answer) => {
    forEver(answer);
    system.typeSilently('lead-77', 'status', 'LOST');
    const before = await system.everything();
    const run = await system.runSchedule();
    expect([run.fetches, run.status, standIn.received.length]).toEqual([4, 'completed', 4]);
    expect(run.durationMs).toBeLessThanOrEqual(1_000 + 2_000 + 4_000);
    expect(logsOf(run)).toContain('The sync stopped: ');
    expect(await system.everything()).toBe(before);
    answers();
    await system.runSchedule();
    expect((await system.task('lead-77')).status).toBe('DONE');
    await system.expectIdle();
  });

  it('a time-out is tried again too', async () => {
    let failures = 2;
    system.emulator.network.setFault(() => ((failures -= 1) >= 0 ? 'timeout' : undefined));
    expect((await system.sync('Sync now')).execution.fetches).toBe(3);
  });

  it.each([400, 401, 403, 404, 413, 422])('%i is not tried again', async (code) => {
    forEver({ status: code });
    const before = await system.everything();
    const run = await system.choose('Sync now');
    expect([run.fetches, run.durationMs]).toEqual([1, 0]);
    expect(toast()).toMatch(new RegExp(`^The sync stopped: .*\\(${code}\\)\\. \\w.*\\.$`));
    expect(await system.everything()).toBe(before);
  });

  it('waits as long as Retry-After asks', async () => {
    answers({ status: 429, headers: { 'retry-after': '7' } });
    const run = await system.choose('Sync now');
    expect([run.fetches, run.durationMs]).toEqual([2, 7_000]);
  });

  it('leaves it to the next run when Retry-After asks for more time than the run has', async () => {
    answers({ status: 503, headers: { 'retry-after': '3600' } });
    const run = await system.choose('Sync now');
    expect([run.fetches, run.durationMs]).toEqual([1, 0]);
    expect(toast()).toMatch(/fault of its own \(503\)\. The next scheduled sync tries again/);
  });

  it('an answer that was lost on the way is no second task', async () => {
    answers('lost', 'lost');
    const [paste] = await system.emulator
      .as()
      .paste(LEADS_TAB, 'A5', [['lead-80', 'Di Rossi', 'di@example.com', 'NEW', '']]);
    expect(paste?.fetches).toBe(3);
    const tasks = (await system.tasks()).filter(({ lead_id }) => lead_id === 'lead-80');
    expect(tasks.map(({ id }) => id)).toEqual([system.lead('lead-80')?.['task_id']]);
    await system.syncNow();
    await system.expectIdle();
  });

  it('an edit that could not be pushed is pushed by the next scheduled sync', async () => {
    forEver({ status: 500 });
    const edit = await system.edit(system.cell('lead-77', 'status'), 'CONTACTED');
    expect([edit.status, edit.fetches, (await system.task('lead-77')).status]).toEqual([
      'completed',
      4,
      'TODO',
    ]);
    answers();
    await system.emulator.advanceClock(5 * 60_000);
    expect((await system.task('lead-77')).status).toBe('IN_PROGRESS');
  });
});

describe('the log of a failed request', () => {
  /** What must not be readable there; `Web` and the like are told by everybody. */
  const SECRETS = [KEY, 'ann@example.com', 'lead-81', 'Annie'];
  const pushNew = (): Promise<ExecutionReport[]> =>
    system.emulator
      .as()
      .paste(LEADS_TAB, 'A5', [['lead-81', 'Ann "Annie" Lee', 'ann@example.com', 'NEW', '']]);

  it('names method, URL, status and body', async () => {
    forEver({ status: 422, body: '{"title":"It is Tuesday"}' });
    const run = await system.choose('Sync now');
    expect(logsOf(run)).toContain(`POST ${PROXY}/sync → 422 {"title":"It is Tuesday"}`);
  });

  const echoes: readonly [string, (body: string) => string][] = [
    ['as plain text', (body) => `Bearer ${KEY}; ${textsOf(body)}`],
    [
      'as JSON',
      (body) => JSON.stringify({ you_sent: JSON.parse(body) as unknown, key: KEY, mail: 'ann@example.com' }),
    ],
    ['raw', (body) => `${KEY} ann@example.com ${body}`],
    [
      'in the sentence of a problem',
      (body) => JSON.stringify({ detail: `Bearer ${KEY} sent ${textsOf(body)} ann@example.com` }),
    ],
  ];
  it.each(echoes)(
    'holds no key, mail, name, lead id or title that the server repeats %s',
    async (_name, echo) => {
      standIn.answer = ({ body }) => ({ status: 422, body: echo(body) });
      const [run] = await pushNew();
      const logs = logsOf(run as ExecutionReport);
      expect(logs).toContain(`POST ${PROXY}/sync → 422 `);
      for (const secret of SECRETS) expect(logs).not.toContain(secret);
    },
  );

  it('holds none either when the tracker refuses one record with such a sentence', async () => {
    standIn.answer = async (request) => {
      const answer = await passOn(system.tracker.url, { ...request, body: withoutOperations(request.body) });
      const problem = { code: 'invalid', message: `${textsOf(request.body)} of ann@example.com is refused.` };
      const results = [{ outcome: 'rejected', task: null, problem }];
      return { ...answer, body: JSON.stringify({ ...(JSON.parse(answer.body ?? '') as object), results }) };
    };
    const [run] = await pushNew();
    const logs = logsOf(run as ExecutionReport);
    expect(logs).toContain('S19: 1 row.');
    for (const secret of SECRETS) expect(logs).not.toContain(secret);
  });
});

interface Sent {
  operations: { title?: string; lead_id?: string }[];
}

/** Titles and lead ids in a request. */
function textsOf(body: string): string {
  const { operations } = JSON.parse(body) as Sent;
  return operations.map(({ title, lead_id }) => `${lead_id} "${title}"`).join(', ');
}

function withoutOperations(body: string): string {
  return JSON.stringify({ ...(JSON.parse(body) as Sent), operations: [] });
}

describe('one bad record', () => {
  it('never stops the others: a task id that names no task', async () => {
    system.emulator.workbook.as().edit(LEADS_TAB, 'F3', '00000000-0000-4000-8000-000000000000');
    system.typeSilently('lead-77', 'status', 'CONTACTED');
    await system.moveTask('lead-79', 'DONE');
    const report = await system.syncNow();
    expect(report.problems).toMatchObject([{ row: 3, rule: 'S22' }]);
    expect([(await system.task('lead-77')).status, system.status('lead-79')]).toEqual([
      'IN_PROGRESS',
      'QUALIFIED',
    ]);
  });

  it('when no row at all can be synced, the runs after the first write nothing', async () => {
    const unmapped = await WholeSystem.start({ leads: [['1', 'Ann Lee', '', 'Perhaps', '']] });
    await setUpAs(unmapped);
    await unmapped.syncNow();
    const { costs } = (await unmapped.sync('Sync now')).execution;
    await unmapped.close();
    expect([costs.sheetWrites, costs.propertyWrites, costs.fetches]).toEqual([0, 0, 1]);
  });

  it('a protected cell is reported, the others are written, and it is tried again once it is free', async () => {
    await setUpAs(system, { address: PROXY, key: KEY }, COLLEAGUE);
    await system.emulator.advanceClock(5 * 60_000);
    expect(installed(system)).toEqual([
      `handleEdit ${OWNER}`,
      `handleEdit ${COLLEAGUE}`,
      `runScheduledSync ${COLLEAGUE} 5`,
    ]);
    for (const id of ['lead-77', 'lead-78', 'lead-79']) await system.moveTask(id, 'DONE');
    const { protections } = system.emulator.workbook;
    const area = { row: 3, column: 4, rows: 1, columns: 1 };
    const sheetId = system.emulator.workbook.sheet(LEADS_TAB).id;
    protections.push({
      id: 1,
      sheetId,
      area,
      rangeName: null,
      description: '',
      warningOnly: false,
      editors: [],
      unprotected: [],
    });
    const run = await system.runSchedule();
    expect(logsOf(run)).toMatch(
      /S19: 1 row\. First: Row 3: the status cell could not be written \(.*protected/,
    );
    const statuses = () => LEADS.map(([id]) => system.status(id));
    expect(statuses()).toEqual(['QUALIFIED', 'CONTACTED', 'QUALIFIED']);
    expect((await system.tasks()).map(({ status }) => status)).toEqual(['DONE', 'DONE', 'DONE']);
    await system.runSchedule();
    expect(statuses()).toEqual(['QUALIFIED', 'CONTACTED', 'QUALIFIED']);
    protections.pop();
    await system.runSchedule();
    expect(statuses()).toEqual(['QUALIFIED', 'QUALIFIED', 'QUALIFIED']);
    await system.expectIdle();
  });
});

describe('the time budget', () => {
  let slow: WholeSystem;
  afterEach(() => slow.close());

  it('ends a long run between two batches; the next ones go on until all is done, and no lead has two tasks', async () => {
    const many = Array.from({ length: 3_600 }, (_, row): LeadRow => [`m-${row}`, 'Ann', '', 'NEW', '']);
    const clock = { start: new Date('2026-03-02T09:00:00Z'), callMs: 2_500 };
    slow = await WholeSystem.start({ leads: many, emulator: { clock } });
    await setUpAs(slow);
    const first = await slow.sync('Initial sync');
    expect(first.report).toMatchObject({ end: 'continues', tasksCreated: 3_500 });
    expect(first.execution.durationMs).toBeLessThan(6 * 60_000);
    const said = slow.emulator.toasts.at(-1)?.message;
    expect(said).toBe('3500 tasks created, time is up, the next run goes on.');
    const second = await slow.sync('Initial sync');
    expect(second.report).toMatchObject({ end: 'finished', tasksCreated: 100 });
    const ids = new Map((await slow.tasks()).map(({ id, lead_id }) => [lead_id, id]));
    expect(
      slow
        .leads()
        .slice(1)
        .map(([id, , , , , task]) => [id, task]),
    ).toEqual(many.map(([id]) => [id, ids.get(id)]));
  });
});
