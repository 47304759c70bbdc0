/** Keys, workspaces, sign-in links and sessions from the command line, also while a tracker runs on the database. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runProgram } from '../../../server/src/command-line/program';
import { runMain } from '../support/main-process';
import { ask, cookieOf } from '../support/raw-request';
import { KeyClient } from '../support/keys';
import { runTracker, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
beforeEach(async () => {
  running = await runTracker();
});
afterEach(() => running.stop());

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(options: string, environment: Record<string, string> = {}): Promise<Ended> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const io = {
    stdin,
    stdout,
    stderr,
    environment: { DATABASE_URL: running.databaseUrl, ...environment },
  };
  const code = await runProgram(io, options.split(' '));
  stdout.end();
  stderr.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
}

async function succeed(options: string, environment?: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await run(options, environment);
  expect({ options, code, stderr }).toMatchObject({ options, code: 0 });
  return stdout.trim();
}

const client = (key: string) => new KeyClient(running.tracker.url, key);
const idOf = (key: string) => key.split('_')[1] ?? '';

test('a key is alone on stdout, works at once, is listed, and is revoked at once', async () => {
  const { code, stdout, stderr } = await run('keys create --name sheet --scope sync --scope read');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^lst_\w+\n$/);
  expect(stderr).toMatch(/workspace default.*shown this once/);
  const key = stdout.trim();
  expect((await client(key).call('GET', '/tasks')).status).toBe(200);
  expect((await client(key).call('GET', '/keys')).status).toBe(403);
  const list = await succeed('keys list');
  expect(list).toMatch(new RegExp(`${idOf(key)}\\s+sheet\\s+read,sync\\s+live\\s+never`));
  expect(list).not.toContain(key.split('_')[2]);
  await succeed(`keys revoke ${idOf(key)}`);
  expect((await client(key).call('GET', '/tasks')).status).toBe(401);
  expect(await succeed('keys list')).toMatch(/revoked/);
});

test('an expiry is given in days, or as a date that counts to its end', async () => {
  const expiryOf = async (name: string): Promise<number> => {
    const [row] = (await running.query(`select expires_at from api_keys where name = '${name}'`)) as {
      expires_at: string;
    }[];
    return new Date(row?.expires_at ?? '').getTime();
  };
  await succeed('keys create --name days --scope read,write --expires 90d');
  expect(Math.abs((await expiryOf('days')) - Date.now() - 90 * 86_400_000)).toBeLessThan(60_000);
  await succeed('keys create --name date --scope read --expires 2999-12-31');
  expect(new Date(await expiryOf('date')).toISOString()).toBe('2999-12-31T23:59:59.999Z');
});

test.each([
  ['keys create --name x', /--scope/],
  ['keys create --scope read', /--name/],
  ['keys create --name x --scope root', /read, write, sync, admin/],
  ['keys create --name x --scope read --expires 2020-01-01', /a date to come/],
  ['keys create --name x --scope read --expires soon', /90d/],
  ['keys create --name x --scope read --workspace nowhere', /workspaces list/],
  ['keys revoke nothing-here', /no key with this id/],
  ['sessions end', /--name/],
  ['workspaces create Sales', /small letters/],
  ['workspaces create default', /already/],
  ['nonsense', /no such command.*--help/],
  ['keys list --nonsense', /--help/],
])('%s is refused in one line', async (options, says) => {
  const { code, stdout, stderr } = await run(options);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toMatch(says);
});

test('a third live key of one name is refused, in any workspace of its own', async () => {
  await succeed('keys create --name sheet --scope sync');
  await succeed('keys create --name sheet --scope sync');
  expect(await run('keys create --name sheet --scope sync')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/two live keys/) as string,
  });
  await succeed('workspaces create north');
  await succeed('keys create --name sheet --scope sync --workspace north');
});

test('a new workspace has tasks, a feed and keys of its own', async () => {
  await succeed('workspaces create north --name North');
  expect(await succeed('workspaces list')).toMatch(/default\s+default.*\nnorth\s+North/s);
  const north = client(await succeed('keys create --name a --scope write,sync --workspace north'));
  const home = client(await succeed('keys create --name a --scope write,sync'));
  await north.make({ title: 'in the north' });
  expect(await home.tasks()).toEqual([]);
  expect((await north.call<{ changes: unknown[] }>('GET', '/changes')).body.changes).toHaveLength(1);
  expect((await home.call<{ changes: unknown[] }>('GET', '/changes')).body.changes).toEqual([]);
});

test('a sign-in link leads to where the settings say, works once, and its session can be ended', async () => {
  await succeed('keys create --name admin --scope admin');
  const link = await succeed('sign-in-link --name Ann --scope write', {
    PUBLIC_URL: 'https://tracker.example.com',
  });
  expect(link).toMatch(/^https:\/\/tracker\.example\.com\/sign-in#token=[0-9A-Za-z]{43}$/);
  expect(await succeed('sign-in-link --name Bo --scope read', { HOST: '::1', PORT: '81' })).toMatch(
    /^http:\/\/\[::1\]:81\/sign-in#token=/,
  );
  const body = { token: link.split('#token=')[1] };
  const signedIn = await ask(running.tracker.url, '/session', { method: 'POST', body });
  expect(signedIn.status).toBe(200);
  expect((await ask(running.tracker.url, '/session', { method: 'POST', body })).status).toBe(401);
  const headers = { cookie: cookieOf(signedIn) };
  expect((await ask(running.tracker.url, '/tasks', { headers })).status).toBe(200);
  expect(await succeed('sessions list')).toMatch(/Ann\s+link\s+write/);
  expect(await succeed('sessions end --name Ann')).toBe('Ended: 1.');
  expect((await ask(running.tracker.url, '/tasks', { headers })).status).toBe(401);
});

test('all of it stands in the audit log, by id and not by name', async () => {
  const admin = client(await succeed('keys create --name admin --scope admin'));
  const other = idOf(await succeed('keys create --name other --scope read'));
  await succeed(`keys revoke ${other}`);
  await succeed('sign-in-link --name Ann --scope write');
  const { body } = await admin.call<{ entries: Record<string, unknown>[] }>('GET', '/audit');
  expect(body.entries.map(({ action }) => action)).toEqual([
    'sign-in-link.created',
    'key.revoked',
    'key.created',
    'key.created',
  ]);
  expect(body.entries[1]).toMatchObject({
    subject: other,
    actor: { kind: 'local', name: 'local' },
    origin: { kind: 'command', source: null },
  });
  expect(JSON.stringify(body)).not.toContain('Ann');
});

describe('the executable', () => {
  test('says with which access it serves, and listens on every address once there is a key', async () => {
    const environment = { DATABASE_URL: running.databaseUrl, PORT: '0', HOST: '0.0.0.0' };
    const refused = await runMain({ environment }).ended;
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^HOST must be a loopback address.*keys create[^\n]*\n$/);
    const key = await runMain({ environment, options: ['keys', 'create', '--name', 'a', '--scope', 'read'] })
      .ended;
    expect(key.stdout).toMatch(/^lst_\w+\n$/);
    const main = runMain({ environment });
    const { port } = new URL(await main.listening);
    const tasks = (headers: Record<string, string>) => ask(`http://127.0.0.1:${port}`, '/tasks', { headers });
    expect((await tasks({})).status).toBe(401);
    expect((await tasks({ authorization: `Bearer ${key.stdout.trim()}` })).status).toBe(200);
    main.child.kill('SIGTERM');
    const { stdout } = await main.ended;
    expect(stdout).toMatch(/Every request needs a key/);
    expect(stdout).not.toContain(key.stdout.trim());
    expect(stdout).not.toContain(idOf(key.stdout));
  });

  test('tells about every command and setting with --help', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    for (const word of [
      'keys',
      'workspaces',
      'sign-in-link',
      'sessions',
      'PUBLIC_URL',
      'TRUST_PROXY',
      'RATE_LIMIT',
    ])
      expect(stdout).toContain(word);
  });
});
