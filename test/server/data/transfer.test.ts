/** Export and import of tasks: what goes out comes in again the same, and bad lines are told by number without their values. */
import type { ImportReport } from '../../../server/src/transfer/import-tasks';
import type { HistoryEntry } from '../../../server/src/history/history-entry';
import type { ProblemDetails, Task } from '../../../src/contract';
import { clientWithKey } from '../support/keys';
import {
  create,
  runTracker,
  UNKNOWN_ID,
  type Answer,
  type Client,
  type RunningTracker,
} from '../support/running-tracker';
import { SECRET } from '../support/refusal';

const TYPES = { csv: 'text/csv', jsonl: 'application/x-ndjson' } as const;
type Format = keyof typeof TYPES;
const FORMATS: readonly Format[] = ['csv', 'jsonl'];

let running: RunningTracker;
beforeEach(async () => {
  running = await runTracker();
});
afterEach(() => running.stop());

async function exported(format: Format, client: Client = running.client): Promise<string> {
  const { status, body } = await client.call<string>('GET', `/export?format=${format}`);
  expect(status).toBe(200);
  return body;
}

const imported = <T = ImportReport>(
  raw: string | Uint8Array<ArrayBuffer>,
  format: Format,
  { client = running.client, query = '' } = {},
): Promise<Answer<T>> =>
  client.call<T>('POST', `/import${query}`, { raw, headers: { 'content-type': TYPES[format] } });

/** Texts that a file format, a spreadsheet or a parser could spoil. */
const ODD_TEXTS = [
  '=1+2',
  "'=1+2",
  "''@x",
  "'tis",
  '+49 30 1234',
  '-',
  '@handle',
  '\u{ff1d}full width',
  'comma, "quotes" and ; more',
  'new\nline',
  'carriage\rreturn',
  'both\r\n of them',
  '\ttab first',
  '\ufeffmark',
  '😀 Ünïcödé \u2028 \u2029',
  '<script>alert(1)</script>',
  "'; drop table tasks; --",
];

describe.each(FORMATS)('a round trip through %s', (format) => {
  test('into an empty tracker keeps ids, fields and the day each was made', async () => {
    const { client } = running;
    for (const [place, text] of ODD_TEXTS.entries())
      await client.make({
        title: text,
        notes: text,
        status: (['TODO', 'IN_PROGRESS', 'DONE'] as const)[place % 3]!,
        ...(place % 2 === 0 && { lead_id: text }),
      });
    await client.remove(await client.make({ title: 'gone' }));
    const before = await client.tasks();
    const file = await exported(format);
    const other = await runTracker();
    expect((await imported(file, format, { client: other.client })).body).toEqual({
      created: ODD_TEXTS.length,
      updated: 0,
      unchanged: 0,
      rejected: [],
      rejected_in_all: 0,
    });
    const own = ({ version: _version, updated_at: _updated, ...task }: Task) => task;
    const after = await other.client.tasks();
    expect(after.map(own)).toEqual(before.map(own));
    expect(await exportedWithoutTimes(other.client)).toEqual(await exportedWithoutTimes(client));
    await other.stop();
  });

  const exportedWithoutTimes = async (client: Client) =>
    (await exported(format, client)).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z"?,?(\r\n|\n|}|$)?/g, '');

  test('into the same tracker changes nothing', async () => {
    for (const text of ODD_TEXTS) await running.client.make({ title: text, notes: text });
    const writes = await running.client.tasks();
    expect((await imported(await exported(format), format)).body).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: ODD_TEXTS.length,
    });
    expect(await running.client.tasks()).toEqual(writes);
  });

  test('takes more tasks than a page and a batch', async () => {
    const all = Array.from({ length: 1_200 }, (_, place) => create(`L${place}`, { title: `t${place}` }));
    for (let start = 0; start < all.length; start += 400)
      await running.client.sync({ operations: all.slice(start, start + 400) });
    const file = await exported(format);
    const other = await runTracker();
    expect((await imported(file, format, { client: other.client })).body.created).toBe(1_200);
    expect((await other.client.tasks()).map(({ title }) => title)).toEqual(
      (await running.client.tasks()).map(({ title }) => title),
    );
    await other.stop();
  });
});

test('every cell with a line break stands in quotes, whatever kind of break it is', async () => {
  const titles = ['new\nline', 'carriage\rreturn', 'both\r\nof them'];
  for (const title of titles) await running.client.make({ title });
  const file = await exported('csv');
  for (const title of titles) expect(file).toContain(`,"${title}",`);
});

test('a spreadsheet finds no formula in the file, and finds it to be UTF-8', async () => {
  for (const title of ['=1+2', '+1', '-1', '@x', '\u{ff1d}1'])
    await running.client.make({ title, notes: '\t=1' });
  const file = await exported('csv');
  const bytes = await (await fetch(`${running.tracker.url}/export`)).arrayBuffer();
  expect(Buffer.from(bytes).toString('utf8')).toBe(`\ufeff${file}`);
  for (const cell of file.split(/[,\r\n]+/)) expect(cell).not.toMatch(/^"?[=+@\t\uff1d]|^-./);
});

describe('an import', () => {
  test('changes the task whose id the line has, where they differ, and nothing that it does not name', async () => {
    const task = await running.client.make({ title: 'a', lead_id: 'L', notes: 'n', status: 'DONE' });
    const file = `id,title,notes\n${task.id.toUpperCase()},b,\n`;
    expect((await imported(file, 'csv')).body).toMatchObject({ created: 0, updated: 1 });
    const [changed] = await running.client.tasks();
    expect(changed).toMatchObject({
      id: task.id,
      title: 'b',
      notes: '',
      lead_id: 'L',
      status: 'DONE',
      version: 2,
    });
  });

  test('is in the history as one', async () => {
    await imported(JSON.stringify({ title: 'x', status: 'DONE' }), 'jsonl');
    const [task] = await running.client.tasks();
    const { body } = await running.client.call<HistoryEntry[]>('GET', `/tasks/${task!.id}/history`);
    expect(body).toMatchObject([{ action: 'created', origin: { kind: 'import', source: null } }]);
  });

  test('makes a task from nothing but a title', async () => {
    expect((await imported('Title\nCall Ada\n', 'csv')).body.created).toBe(1);
    expect(await running.client.tasks()).toMatchObject([
      { title: 'Call Ada', status: 'TODO', lead_id: null, notes: '', version: 1 },
    ]);
  });

  test('lets the last of several lines with one id win, as if they had come one after the other', async () => {
    const lines = ['a', 'b', 'c'].map((title) => JSON.stringify({ id: UNKNOWN_ID, title })).join('\n');
    expect((await imported(lines, 'jsonl')).body).toMatchObject({ created: 1, updated: 2 });
    expect(await running.client.tasks()).toMatchObject([{ id: UNKNOWN_ID, title: 'c', version: 3 }]);
  });

  test('does not bring back what was deleted here', async () => {
    const task = await running.client.make();
    await running.client.remove(task);
    const { body } = await imported(JSON.stringify({ id: task.id, title: 'again' }), 'jsonl');
    expect(body).toMatchObject({ created: 0, rejected_in_all: 1, rejected: [{ line: 1 }] });
    expect(body.rejected[0]!.message).toMatch(/deleted here/);
    expect(await running.client.tasks()).toEqual([]);
  });

  test('tried out first tells the same and does nothing', async () => {
    const task = await running.client.make({ title: 'a' });
    const lines = [{ id: task.id, title: 'b' }, { title: 'new' }, { title: '' }].map((line) =>
      JSON.stringify(line),
    );
    const writes = running.writes();
    const tried = await imported(lines.join('\n'), 'jsonl', { query: '?dry_run=true' });
    expect(running.writes()).toBe(writes);
    expect((await imported(lines.join('\n'), 'jsonl')).body).toEqual(tried.body);
    expect(tried.body).toMatchObject({ created: 1, updated: 1, unchanged: 0, rejected_in_all: 1 });
  });

  test('stays in its workspace, also for ids that another one has', async () => {
    const task = await running.client.make({ title: 'own' });
    const admin = await clientWithKey(running);
    const other = await clientWithKey(running, { workspace: 'w2' });
    const { body } = await imported(JSON.stringify({ id: task.id, title: 'x' }), 'jsonl', { client: other });
    expect(body).toMatchObject({ created: 1, updated: 0 });
    expect(await admin.tasks()).toEqual([task]);
    expect(await exported('jsonl', other)).not.toContain('own');
  });
});

describe('bad lines', () => {
  test('of CSV are reported by number, without their values, and hinder no other', async () => {
    const lines = [
      'id,title,status,notes,created_at',
      `,good,TODO,"two
lines",`,
      `${SECRET},x,TODO,,`,
      `,,TODO,${SECRET},`,
      `,x,${SECRET},,`,
      `,x,TODO`,
      ``,
      `,x,TODO,,${SECRET}`,
      `,x"${SECRET},TODO,,`,
      `,also good,DONE,,2026-01-01T00:00:00Z`,
    ];
    const { body } = await imported(lines.join('\n'), 'csv');
    expect(body.rejected.map(({ line }) => line)).toEqual([4, 5, 6, 7, 9, 10]);
    expect(JSON.stringify(body)).not.toContain(SECRET);
    for (const { message } of body.rejected) expect(message).toMatch(/\.$/);
    expect(body).toMatchObject({ created: 2, rejected_in_all: 6 });
    expect(await running.client.tasks()).toMatchObject([
      { title: 'good', notes: 'two\nlines' },
      { title: 'also good', created_at: '2026-01-01T00:00:00.000Z' },
    ]);
  });

  test('of JSON are reported by number, without their values, and hinder no other', async () => {
    const lines = [
      '{"title": "good"}',
      `{"title": "${SECRET}"`,
      '',
      `{"title": "x", "${SECRET}": 1}`,
      '[]',
      'null',
      `{"title": "${SECRET}${'x'.repeat(300_000)}"}`,
      '{"title": "also good"}',
    ];
    const { body } = await imported(lines.join('\n'), 'jsonl');
    expect(body.rejected.map(({ line }) => line)).toEqual([2, 4, 5, 6, 7]);
    expect(JSON.stringify(body)).not.toContain(SECRET);
    expect((await running.client.tasks()).map(({ title }) => title)).toEqual(['good', 'also good']);
  });

  test('beyond a thousand are counted', async () => {
    const { body } = await imported('{}\n'.repeat(1_500), 'jsonl');
    expect(body.rejected).toHaveLength(1_000);
    expect(body.rejected_in_all).toBe(1_500);
  });
});

describe('a file that cannot be read is refused', () => {
  test.each([
    ['with an unknown column', 'title,colour\nx,red', 400, /first line must name the columns/],
    ['without a title column', 'id,notes\n,x', 400, /first line must name the columns/],
    ['with a column twice', 'title,title\nx,y', 400, /first line must name the columns/],
    ['with semicolons', 'title;notes\nx;y', 400, /commas/],
    ['in another encoding', Buffer.from('title\nGr\xfc\xdfe', 'latin1'), 400, /not UTF-8/],
  ])('%s', async (_name, file, status, says) => {
    const answer = await imported<ProblemDetails>(file, 'csv');
    expect(answer).toMatchObject({ status, body: { detail: expect.stringMatching(says) as string } });
    expect(await running.client.tasks()).toEqual([]);
  });

  test('and says so when lines before were imported', async () => {
    const good = Array.from({ length: 6_000 }, () => JSON.stringify({ title: 'x'.repeat(100) }));
    const file = Buffer.concat([Buffer.from(`${good.join('\n')}\n`), Buffer.from([0xff, 0xff])]);
    const { status, body } = await imported<ProblemDetails>(file, 'jsonl');
    expect(status).toBe(400);
    const stopped = /not UTF-8.*stopped there, after (?<created>\d+) new and 0 changed/.exec(body.detail);
    const created = Number(stopped?.groups?.['created']);
    expect(created).toBeGreaterThan(0);
    expect(await running.client.tasks()).toHaveLength(created);
  });

  test.each([['application/json'], ['text/plain'], ['']])('as %s', async (type) => {
    const { status } = await running.client.call('POST', '/import', {
      raw: 'title\nx',
      headers: { 'content-type': type },
    });
    expect(status).toBe(415);
  });

  test('for whoever may only read; an export is for them', async () => {
    const reader = await clientWithKey(running, { scopes: ['read'] });
    expect((await imported('title\nx', 'csv', { client: reader })).status).toBe(403);
    expect(await exported('csv', reader)).toContain('title');
  });
});

test('an empty file is an empty import, and an export of nothing has its header', async () => {
  expect((await imported('', 'csv')).body).toMatchObject({ created: 0, rejected_in_all: 0 });
  expect((await imported('', 'jsonl')).body).toMatchObject({ created: 0 });
  expect(await exported('csv')).toMatch(/^id,title/);
  expect((await running.client.call('HEAD', '/export')).headers.get('content-disposition')).toMatch(
    /^attachment; filename="tasks-\d{4}-\d\d-\d\d\.csv"$/,
  );
});
