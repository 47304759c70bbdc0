/** Starts a tracker in this process: database, application, listening, and an orderly end. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino, { type Logger } from 'pino';
import { createApp } from './app';
import { DEFAULTS, refuseOpenHost } from './config';
import { openDatabase } from './db/open-database';
import type { Store } from './db/store';
import { StartError } from './errors';
import { closerOf } from './http/close-server';
import { LocalChangeBus } from './live/change-bus';
import type { TaskMaker } from './tasks/stored-task';

/** How long requests under way may take once closing has begun, in milliseconds. */
const CLOSE_DEADLINE_MS = 5_000;
/** Longest time for a client to send its headers, its whole request, and to keep a connection without one. */
const TIMEOUTS_MS = { headers: 10_000, request: 30_000, idle: 65_000 } as const;

export interface TrackerOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  /** A loopback address. */
  readonly host?: string;
  /** `sqlite::memory:` lives as long as the tracker. */
  readonly databaseUrl?: string;
  /** Silent unless given. */
  readonly logger?: Logger;
  readonly closeDeadlineMs?: number;
  /** Clock and ids; the real ones unless given. */
  readonly maker?: TaskMaker;
}

export interface Tracker {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Lets requests under way finish, then closes the database. Safe to call twice. */
  close(): Promise<void>;
}

/** @throws StartError with one sentence for the person who starts it */
export async function startTracker(options: TrackerOptions = {}): Promise<Tracker> {
  const { host = DEFAULTS.host, port = DEFAULTS.port, databaseUrl = DEFAULTS.databaseUrl } = options;
  refuseOpenHost(host);
  const db = await openDatabase(databaseUrl);
  const { logger = pino({ level: 'silent' }), maker = REAL_MAKER } = options;
  const store: Store = { db, bus: new LocalChangeBus() };
  const server = createServer(createApp({ store, logger, maker }));
  server.headersTimeout = TIMEOUTS_MS.headers;
  server.requestTimeout = TIMEOUTS_MS.request;
  server.keepAliveTimeout = TIMEOUTS_MS.idle;
  const closeServer = closerOf(server, options.closeDeadlineMs ?? CLOSE_DEADLINE_MS);
  try {
    await listen(server, host, port);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return toTracker(server, host, async () => {
    await closeServer();
    await store.bus.close();
    await db.destroy();
  });
}

const REAL_MAKER: TaskMaker = { now: () => new Date(), newId: () => randomUUID() };

function toTracker(server: Server, host: string, close: () => Promise<void>): Tracker {
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: () => (closed ??= close()),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(cannotListen(host, port, cause)));
    server.listen({ host, port }, resolve);
  });
}

function cannotListen(host: string, port: number, cause: Error): StartError {
  const inUse = 'code' in cause && cause.code === 'EADDRINUSE';
  const message = inUse
    ? `Port ${port} on ${host} is already in use. Stop the program that has it, or set PORT to another one.`
    : `The tracker cannot listen on ${host}, port ${port} (${cause.message}). Set HOST and PORT to others.`;
  return new StartError('cannot_listen', message, { cause });
}
