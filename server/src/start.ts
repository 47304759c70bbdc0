/** Starts a tracker in this process: database, application, listening, and an orderly end. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as waitFor } from 'node:timers/promises';
import pino, { type Logger } from 'pino';
import { authenticator, stillGranted } from './access/authenticate';
import { hasKeys } from './access/keys/repository';
import { accessSettings, type AccessSettings } from './access/settings';
import { createApp } from './app';
import { DEFAULTS, refuseOpenHost } from './config';
import { closeStore, openStore } from './db/open-store';
import type { Store } from './db/store';
import { StartError } from './errors';
import { closerOf } from './http/close-server';
import { createLimitedServer } from './http/create-server';
import { expressMessages } from './http/express-messages';
import { LiveEvents, type LiveEventsOptions } from './live/live-events';
import { createMetrics } from './metrics/metrics';
import { startDailyPurge } from './retention/daily-purge';
import type { TaskMaker } from './tasks/stored-task';
import { prepareWebhooks } from './webhooks/start-webhooks';

/** How long requests under way may take once closing has begun, in milliseconds. */
const CLOSE_DEADLINE_MS = 5_000;

export interface TrackerOptions extends Partial<AccessSettings> {
  /** 0 takes any free port. */
  readonly port?: number;
  /** A loopback address, as long as the database has no key. */
  readonly host?: string;
  /** `sqlite::memory:` lives as long as the tracker. */
  readonly databaseUrl?: string;
  /** Silent unless given. */
  readonly logger?: Logger;
  readonly closeDeadlineMs?: number;
  /** How long /ready says no before the tracker takes no more requests, so that a balancer can notice. */
  readonly drainMs?: number;
  /** Clock and ids; the real ones unless given. */
  readonly maker?: TaskMaker;
  /** Heartbeat and limits of live updates. */
  readonly live?: Partial<LiveEventsOptions>;
  /** Lets webhooks go to this computer and private networks, for trials. */
  readonly allowPrivateWebhooks?: boolean;
}

export interface Tracker {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** At start. `open`: there is no key yet. */
  readonly mode: 'open' | 'keys';
  /** Lets requests under way finish, then closes the database. Safe to call twice. */
  close(): Promise<void>;
}

/** @throws StartError with one sentence for the person who starts it */
export async function startTracker(options: TrackerOptions = {}): Promise<Tracker> {
  const { host = DEFAULTS.host, port = DEFAULTS.port, databaseUrl = DEFAULTS.databaseUrl } = options;
  const store = await openStore(databaseUrl);
  const mode = await modeOf(store, host);
  const { logger = pino({ level: 'silent' }), maker = REAL_MAKER } = options;
  const access = accessSettings(options);
  const live = new LiveEvents({
    store,
    logger,
    isStillGranted: stillGranted(authenticator({ store, maker }, access)),
    options: options.live ?? {},
  });
  const { allowPrivateWebhooks = false, closeDeadlineMs = CLOSE_DEADLINE_MS, drainMs = 0 } = options;
  const webhooks = prepareWebhooks({ store, logger, now: maker.now, allowPrivate: allowPrivateWebhooks });
  const metrics = createMetrics({
    openStreams: () => live.size,
    deliveries: () => webhooks.counters,
    pendingDeliveries: () => webhooks.countPending(),
  });
  let isClosing = false;
  const app = createApp({
    store: webhooks.store,
    logger,
    maker,
    live,
    access,
    allowPrivateWebhooks,
    metrics,
    isClosing: () => isClosing,
  });
  const server = createLimitedServer(app, { proxies: access.trustProxy, messages: expressMessages(app) });
  const closeServer = closerOf(server, closeDeadlineMs);
  try {
    await listen(server, host, port);
  } catch (error) {
    live.close();
    await closeStore(store);
    throw error;
  }
  webhooks.start();
  const dailyPurge = startDailyPurge({ store, logger, now: maker.now });
  return toTracker(server, host, mode, async () => {
    isClosing = true;
    if (drainMs > 0) await waitFor(drainMs);
    const closed = Promise.all([closeServer(), webhooks.stop(closeDeadlineMs), dailyPurge.stop()]);
    live.close();
    await closed;
    await closeStore(store);
  });
}

const REAL_MAKER: TaskMaker = { now: () => new Date(), newId: () => randomUUID() };

/** @throws StartError bad_setting when others could reach a tracker that asks for no key */
async function modeOf(store: Store, host: string): Promise<Tracker['mode']> {
  try {
    if (await hasKeys(store.db)) return 'keys';
    refuseOpenHost(host);
    return 'open';
  } catch (error) {
    await closeStore(store);
    throw error;
  }
}

function toTracker(server: Server, host: string, mode: Tracker['mode'], close: () => Promise<void>): Tracker {
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    mode,
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
