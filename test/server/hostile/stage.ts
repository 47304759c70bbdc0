/** A tracker with keys, tasks, a sheet and a webhook in it, and what is known of them. */
import { Writable } from 'node:stream';
import pino from 'pino';
import type { Scope } from '../../../server/src/access/access';
import { clientWithKey, makeKey, type KeyClient } from '../support/keys';
import { create, runTracker, type RunningTracker } from '../support/running-tracker';
import type { Credential, HostileTarget } from './hostile-requests';

/** For each scope one that does not imply it. */
const POOR: Readonly<Record<Scope, Scope>> = { read: 'sync', write: 'read', sync: 'write', admin: 'write' };
const WRONG = [
  'Bearer',
  'Bearer x',
  'Basic YTpi',
  'Bearer null',
  "Bearer ' or 1=1 --",
  `Bearer ${'k'.repeat(3_000)}`,
];

export interface Stage {
  readonly running: RunningTracker;
  /** With the key that may do everything. */
  readonly admin: KeyClient;
  /** Everything the log has said so far. */
  readonly log: () => string;
  readonly keys: readonly string[];
  /** Values that exist, by the name of the field or parameter they stand in. */
  readonly knownFor: (target: HostileTarget) => Record<string, readonly string[]>;
  /** @param turn picks among several */
  readonly authorization: (target: HostileTarget, credential: Credential, turn: number) => string | undefined;
}

export async function setStage(): Promise<Stage> {
  let log = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString();
      done();
    },
  });
  const running = await runTracker({ logger: pino({ level: 'trace' }, sink), rateLimit: 0, trustProxy: 1 });
  const admin = await clientWithKey(running, { name: 'hostile-admin', scopes: ['admin'] });
  const keys = await keysByScope(running);
  const known = await fill(running, admin);
  return {
    running,
    admin,
    log: () => log,
    keys: [admin.key, ...keys.values()],
    knownFor: ({ path }) => ({
      ...known,
      key: [keys.get('read') ?? ''],
      id: known[path.split('/')[1] ?? ''] ?? [],
      name: known[path.split('/')[1] ?? ''] ?? [],
    }),
    authorization({ operation }, credential, turn) {
      const needed = (operation.security[0]?.['key']?.[0] ?? 'read') as Scope;
      switch (credential) {
        case 'none':
          return undefined;
        case 'wrong':
          return WRONG[turn % WRONG.length];
        case 'poor':
          return `Bearer ${keys.get(POOR[needed])}`;
        case 'right':
          return `Bearer ${keys.get(needed)}`;
      }
    },
  };
}

async function keysByScope(running: RunningTracker): Promise<Map<Scope, string>> {
  const keys = new Map<Scope, string>();
  for (const scope of ['read', 'write', 'sync', 'admin'] as const)
    keys.set(scope, (await makeKey(running, { name: `hostile-${scope}`, scopes: [scope] })).key);
  return keys;
}

async function fill(running: RunningTracker, admin: KeyClient): Promise<Record<string, readonly string[]>> {
  const tasks = [];
  for (let number = 1; number <= 12; number += 1)
    tasks.push((await admin.make({ title: `Task ${number}`, lead_id: `L-${number % 5}` })).id);
  const { cursor } = await admin.sync({ operations: [create('L-1'), create('L-2')], limit: 5 });
  const cards = await admin.call<{ next: string | null }>('GET', '/board/cards?limit=2');
  const spare = [];
  for (let number = 1; number <= 4; number += 1)
    spare.push((await makeKey(running, { name: `spare-${number}`, scopes: ['read'] })).id);
  const body = { url: 'https://hook.invalid/', events: ['task.deleted'] };
  const hook = await admin.call<{ id: string }>('POST', '/webhooks', { body });
  const docs = await admin.call<string>('GET', '/docs');
  return {
    docs: [...docs.body.matchAll(/docs\/([\w.-]+)/g)].map(([, file = '']) => file),
    tasks,
    keys: spare,
    webhooks: [hook.body.id],
    task_id: tasks,
    replaces: tasks,
    lead_id: ['L-1', 'L-2', 'L-3'],
    source: ['sheet-1', 'none'],
    cursor: [String(cursor)],
    page: [String(cards.body.next)],
    delivery: ['00000000-0000-4000-8000-000000000000'],
  };
}
