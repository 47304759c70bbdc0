/** The emulated spreadsheet over HTTP: what curl can do with it, and who and what is turned away. */
import { request as send } from 'node:http';
import { serveSheet, type SheetServer } from '../../../local/sheet-server';
import { WholeSystem } from '../../support/whole-system';

let system: WholeSystem;
let server: SheetServer;
beforeAll(async () => {
  system = await WholeSystem.linked({ leads: [['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web']] });
  server = await serveSheet(system.emulator, 0);
});
afterAll(async () => {
  await server.close();
  await system.close();
});

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** node:http, because fetch lets nobody set Host or Origin. */
function call(
  method: string,
  route: string,
  { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = send(server.url + route, { method, headers }, (incoming) => {
      let text = '';
      incoming.on('data', (data: Buffer) => (text += data.toString()));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (route: string, body: unknown, headers = {}): Promise<Answer> =>
  call('POST', route, { headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });
const EDIT = { sheet: 'Leads', cell: 'E2', value: 'Fair' };
const source = (): string | undefined => system.lead('1')?.['source'];

it('lists its routes, the tabs, and a tab as displayed', async () => {
  const guide = await call('GET', '/');
  expect(guide.body).toMatch(/POST \/api\/edit/);
  expect(JSON.parse((await call('GET', '/api/sheets')).body)).toEqual(['Leads', 'Lead Sync (hidden)']);
  expect(JSON.parse((await call('GET', '/api/sheets/Leads')).body)).toEqual({
    range: 'A1:F2',
    values: system.leads(),
  });
});

it('types into a cell as the owner, and tells what the trigger did without the values', async () => {
  const { status, body } = await post('/api/edit', { sheet: 'Leads', cell: 'D2', value: 'CONTACTED' });
  expect([status, JSON.parse(body)]).toMatchObject([
    200,
    [{ function: 'handleEdit', status: 'completed', fetches: 1 }],
  ]);
  expect((await system.task('1')).status).toBe('IN_PROGRESS');
  expect(body).not.toMatch(/Ann|example\.com/);
});

it('answers with what a menu item shows: dialogs and toasts', async () => {
  const shownBy = async (item: string): Promise<unknown> =>
    (JSON.parse((await post('/api/menu', { item })).body) as { shown: unknown }[])[0]?.shown;
  expect(await shownBy('Status')).toEqual([expect.stringMatching(/^Lead Sync status\nTracker: https:/)]);
  expect(await shownBy('Sync now')).toEqual([expect.stringMatching(/^\w.*\.\nLead Sync$/)]);
});

it('chooses menu items and lets the time-driven trigger fire', async () => {
  await system.moveTask('1', 'DONE');
  const fired = await post('/api/triggers/runScheduledSync', {});
  expect(JSON.parse(fired.body)).toMatchObject({
    function: 'runScheduledSync',
    status: 'completed',
    fetches: 1,
  });
  expect(system.status('1')).toBe('QUALIFIED');
  const chosen = await post('/api/menu', { item: 'Sync now' });
  expect(JSON.parse(chosen.body)).toMatchObject([{ function: 'syncNow', fetches: 1 }]);
  expect((await call('POST', '/api/triggers/runScheduledSync')).status).toBe(200);
});

const foreign: readonly [string, Record<string, string>][] = [
  ['a page of another site', { origin: 'https://evil.example.com' }],
  ['a page on this machine', { origin: 'http://127.0.0.1:3000' }],
  ['a page without an origin of its own', { origin: 'null' }],
  ['a name that leads here', { host: 'rebound.example.com' }],
  ['a name that begins like ours', { host: '127.0.0.1.example.com:3000' }],
];
it.each(foreign)('refuses %s', async (_name, headers) => {
  const answers = [
    await post('/api/edit', EDIT, headers),
    await call('GET', '/api/sheets/Leads', { headers }),
  ];
  for (const { status, body } of answers)
    expect([status, JSON.parse(body)]).toEqual([
      403,
      { error: 'This program answers only to programs on this machine.' },
    ]);
  expect(source()).toBe('Web');
});

it.each(['localhost', '127.0.0.1:3000', '[::1]:3000'])('answers to the name %s', async (host) => {
  expect((await call('GET', '/api/sheets', { headers: { host } })).status).toBe(200);
});

it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'refuses a body that is %s, as forms of other sites send it',
  async (type) => {
    const { status, body } = await call('POST', '/api/edit', {
      headers: { 'content-type': type },
      body: JSON.stringify(EDIT),
    });
    expect([status, body]).toEqual([415, expect.stringMatching(/Send JSON, with the header content-type/)]);
    expect(source()).toBe('Web');
  },
);

const SAY = /Send \{"sheet": "Leads", "cell": "D2", "value": "CONTACTED"\}\./;
const wrong: readonly [string, string, string, number, RegExp][] = [
  ['no cell', '/api/edit', '{"sheet":"Leads"}', 400, SAY],
  ['a number as value', '/api/edit', '{"sheet":"Leads","cell":"D2","value":7}', 400, SAY],
  ['a list', '/api/edit', '[]', 400, SAY],
  ['half a body', '/api/edit', '{"sheet":', 400, /JSON/],
  ['an unknown tab', '/api/edit', '{"sheet":"Nope","cell":"A1","value":"x"}', 400, /Sheet not found/],
  ['a cell that is none', '/api/edit', '{"sheet":"Leads","cell":"?","value":"x"}', 400, /Range not found/],
  [
    'an unknown menu item',
    '/api/menu',
    '{"item":"Explode"}',
    400,
    /no menu item "Lead Sync > Explode"; there are: .*Sync now/,
  ],
  ['no menu item', '/api/menu', '{}', 400, /Send \{"item": "Sync now"\}\./],
  ['an unknown trigger', '/api/triggers/explode', '{}', 404, /No trigger has this handler/],
  ['an unknown route', '/api/explode', '{}', 404, /no such route\. GET \/ lists them/],
];
it.each(wrong)('says what to send instead of %s', async (_name, route, body, status, says) => {
  const before = system.emulator.workbook.revision;
  const answer = await call('POST', route, { headers: JSON_TYPE, body });
  expect([answer.status, JSON.parse(answer.body)]).toEqual([
    status,
    { error: expect.stringMatching(says) as string },
  ]);
  expect(system.emulator.workbook.revision).toBe(before);
});

it.each(['/api/edit', '/api/menu'])('says what to send when nothing is sent to %s', async (route) => {
  for (const answer of [await call('POST', route), await call('POST', route, { body: JSON.stringify(EDIT) })])
    expect([answer.status, answer.body]).toEqual([
      expect.any(Number),
      expect.stringMatching(/Send \{|Send JSON/),
    ]);
  expect(source()).toBe('Web');
});

it('an unknown tab is 404, and so is a name that cannot be read', async () => {
  expect((await call('GET', '/api/sheets/Nope')).status).toBe(404);
  expect((await call('GET', '/api/sheets/%E0%A4%A')).status).toBe(400);
});

describe('the web app beside it', () => {
  const exec = (): string => String(system.emulator.webApp.url).replace(server.url, '');

  it('answers at the address that the script knows, by a redirect to be followed with GET', async () => {
    expect(exec()).toMatch(/^\/macros\/s\/[\w-]+\/exec$/);
    const first = await fetch(server.url + exec(), {
      method: 'POST',
      redirect: 'manual',
      headers: JSON_TYPE,
      body: '{"type":"wake"}',
    });
    expect(first.status).toBe(302);
    expect(await (await fetch(String(first.headers.get('location')))).text()).toBe('{"ok":false}');
  });

  it.each(foreign)('turns %s away too', async (_who, headers) => {
    const { status } = await call('POST', exec(), { headers: { ...JSON_TYPE, ...headers }, body: '{}' });
    expect(status).toBe(403);
  });
});
