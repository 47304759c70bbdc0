/** The executable: its settings, what it says when it cannot start, and how it ends. */
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Client, removeFolder, runTracker, temporaryFolder } from './support/running-tracker';
import { runMain, type MainOptions } from './support/main-process';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolder(folder));

const inFolder = (environment: Record<string, string> = {}, options: string[] = []): MainOptions => ({
  folder,
  options,
  environment: { PORT: '0', ...environment },
});

test('starts with its defaults, says that it serves loopback only, and keeps its file in the current folder', async () => {
  const main = runMain(inFolder());
  const url = await main.listening;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await new Client(url).make({ title: 'kept' });
  main.child.kill('SIGTERM');
  const { code, stdout, stderr } = await main.ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/no access keys yet.*loopback\) only/);
  expect(existsSync(join(folder, 'worktracker.db'))).toBe(true);
  // A database closed in order leaves no log behind.
  expect(existsSync(join(folder, 'worktracker.db-wal'))).toBe(false);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s lets a request under way finish, takes no new ones, exits 0',
  async (signal) => {
    const main = runMain(inFolder());
    const { port, hostname } = new URL(await main.listening);
    const body = JSON.stringify({ title: 'under way' });
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    let answer = '';
    socket.on('data', (data: Buffer) => (answer += data.toString()));
    const start = `POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`;
    socket.write(start);
    await once(socket, 'data'); // 100 Continue: the request has reached the tracker
    const closing = once(main.child.stdout, 'data');
    main.child.kill(signal);
    await closing;
    await expect(fetch(`http://${hostname}:${port}/health`)).rejects.toThrow();
    const bodySent = performance.now();
    socket.write(body);
    await once(socket, 'close');
    // Closed because it was done, not because the deadline of 5 s cut it off.
    expect(performance.now() - bodySent).toBeLessThan(4_000);
    expect(answer).toMatch(/HTTP\/1\.1 201 Created/);
    expect(await main.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  },
);

test('connections without a request do not keep it from ending', async () => {
  const main = runMain(inFolder());
  const { port, hostname } = new URL(await main.listening);
  const idle = connect(Number(port), hostname);
  await once(idle, 'connect');
  const kept = new Client(`http://${hostname}:${port}`);
  await kept.call('GET', '/health');
  const asked = performance.now();
  main.child.kill('SIGTERM');
  expect(await main.ended).toMatchObject({ code: 0 });
  expect(performance.now() - asked).toBeLessThan(4_000);
  idle.destroy();
});

test('--help explains the settings on stdout', async () => {
  for (const option of ['--help', '-h']) {
    const { code, stdout, stderr } = await runMain(inFolder({}, [option])).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const word of [
      'PORT',
      '8000',
      'HOST',
      '127.0.0.1',
      'DATABASE_URL',
      'sqlite:///./worktracker.db',
      'LOG_LEVEL',
      'info',
    ]) {
      expect(stdout).toContain(word);
    }
  }
});

describe('one line on stderr and exit 1 for', () => {
  async function expectRefused(options: MainOptions, says: RegExp): Promise<void> {
    const { code, stdout, stderr } = await runMain(options).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\.\n$/);
    expect(stderr).toMatch(says);
  }

  test.each<[string, Record<string, string>, string[], RegExp]>([
    ['an unknown option', {}, ['--port=1'], /unknown option.*--help/i],
    ['an unknown command', {}, ['server'], /no such command.*--help/],
    ['a bad setting', { PORT: 'eight' }, [], /PORT must be a whole number from 0 to 65535/],
    [
      'every address as HOST',
      { HOST: '0.0.0.0' },
      [],
      /HOST must be a loopback address.*no access keys yet.*keys create/,
    ],
    [
      'a missing folder',
      { DATABASE_URL: 'sqlite:///./no/such/x.db' },
      [],
      /no\/such\/x\.db cannot be opened/,
    ],
  ])('%s', async (_name, environment, options, says) => {
    await expectRefused(inFolder(environment, options), says);
  });

  test('a file that is no database', async () => {
    writeFileSync(join(folder, 'x.db'), 'Dear diary, this is no database at all. '.repeat(50));
    await expectRefused(
      inFolder({ DATABASE_URL: 'sqlite:///./x.db' }),
      /x\.db cannot be opened \(file is not a database\)/,
    );
  });

  test('a folder in place of a file', async () => {
    mkdirSync(join(folder, 'x.db'));
    await expectRefused(inFolder({ DATABASE_URL: 'sqlite:///./x.db' }), /x\.db cannot be opened/);
  });

  test('a database of a later version', async () => {
    const running = await runTracker();
    running.observer.prepare(`insert into kysely_migration values ('9999-later', '2030-01-01')`).run();
    await expectRefused(
      inFolder({ DATABASE_URL: `sqlite:///${running.file}` }),
      /cannot be opened.*9999-later/,
    );
    await running.stop();
  });

  test('a busy port', async () => {
    const running = await runTracker();
    const { port } = running.tracker;
    await expectRefused(
      inFolder({ PORT: String(port) }),
      new RegExp(`Port ${port} on 127.0.0.1 is already in use.*PORT`),
    );
    await running.stop();
  });
});
