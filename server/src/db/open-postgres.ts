/** Opens a PostgreSQL database: a pool of connections with time limits, numbers as numbers, and the tables brought up to date. */
import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, types, type ClientConfig, type PoolConfig } from 'pg';
import { StartError } from '../errors';
import type { PostgresAddress } from './database-address';
import { tellOf } from './database-trouble';
import { migrateToLatest } from './migrate';
import { readMove } from './move-marker';
import type { Database } from './tables';

/** In milliseconds. A writer waits as long for its turn as on SQLite. */
const LIMITS_MS = { connect: 5_000, statement: 30_000, lock: 5_000, idleInTransaction: 30_000 } as const;

export interface OpenPostgres {
  readonly db: Kysely<Database>;
  /** For further connections to the same place. */
  readonly client: ClientConfig;
}

/** @throws StartError cannot_open_database; its sentence names the place and never the password */
export async function openPostgres(address: PostgresAddress): Promise<OpenPostgres> {
  const client = clientOf(address);
  try {
    await prepareDatabase(address);
    return { db: openPool({ ...client, max: address.poolSize, ...TIME_LIMITS }), client };
  } catch (cause) {
    throw cannotOpen(address, cause);
  }
}

/** One connection without time limits: migrations and moves may take long, and so may waiting for another instance's. */
export function openUnlimited(address: PostgresAddress): Kysely<Database> {
  return openPool({ ...clientOf(address), max: 1, idleTimeoutMillis: 0 });
}

function clientOf({ connectionString }: PostgresAddress): ClientConfig {
  return {
    connectionString,
    // Tells the instances apart: in the server's list of connections, and in what they announce to each other.
    application_name: `lead-sync-${randomBytes(6).toString('hex')}`,
    connectionTimeoutMillis: LIMITS_MS.connect,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser: numbersAsNumbers },
  };
}

const TIME_LIMITS: PoolConfig = {
  statement_timeout: LIMITS_MS.statement,
  lock_timeout: LIMITS_MS.lock,
  idle_in_transaction_session_timeout: LIMITS_MS.idleInTransaction,
};

async function prepareDatabase(address: PostgresAddress): Promise<void> {
  const db = openUnlimited(address);
  try {
    await refuseOtherEncodings(db);
    await refuseUnfinishedMove(db);
    await migrateToLatest(db);
  } finally {
    await db.destroy();
  }
}

async function refuseUnfinishedMove(db: Kysely<Database>): Promise<void> {
  if ((await readMove(db)) === null) return;
  throw new StartError(
    'cannot_open_database',
    'This database holds the copy of a tracker that has not finished moving, and the tracker may still be in use where it was. Repeat migrate-to with the DATABASE_URL of the old place.',
  );
}

function openPool(config: PoolConfig): Kysely<Database> {
  const pool = new Pool(config);
  // A connection that breaks while nobody waits for its answer tells only its listeners; without one the process would end.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/** The driver gives bigint (20) and numeric (1700) as text; all of ours stay far below 2^53. */
function numbersAsNumbers(oid: number, format?: 'text' | 'binary'): (value: never) => unknown {
  if (oid === 20 || oid === 1700) return Number;
  return types.getTypeParser(oid, format ?? 'text') as (value: never) => unknown;
}

async function refuseOtherEncodings(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db);
  if (rows[0]?.server_encoding === 'UTF8') return;
  throw new Error(
    'its encoding is not UTF8; make it with: create database … encoding UTF8 template template0',
  );
}

function cannotOpen({ name }: PostgresAddress, cause: unknown): StartError {
  if (cause instanceof StartError) return cause;
  const { code, message } = tellOf(cause);
  const reason = message || code || 'unknown reason';
  return new StartError(
    'cannot_open_database',
    `The PostgreSQL database ${name} cannot be opened (${reason}). Check that it runs, and user, password and database in DATABASE_URL.`,
    { cause },
  );
}
