/** Looks whether a tracker's database, disk and clock are as they should be. It changes nothing. */
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../db/is-postgres';
import { MIGRATIONS } from '../db/migrations';
import type { Database } from '../db/tables';
import { countDeliveries, countLiveKeys, findNewestTime, listMigrations } from './check-repository';

export interface Finding {
  readonly name: string;
  readonly isOk: boolean;
  /** What was found, and for a problem what to do. */
  readonly text: string;
}

export interface Checked {
  readonly db: Kysely<Database>;
  /** Of a SQLite file; null for PostgreSQL. */
  readonly file: string | null;
  readonly now: Date;
}

const MEGABYTE = 1_048_576;
/** Below this a tracker should not go on. */
const LEAST_FREE_BYTES = 500 * MEGABYTE;
/** Clocks of several instances differ a little. */
const CLOCK_TOLERANCE_MS = 60_000;

export async function check(checked: Checked): Promise<Finding[]> {
  const findings: Finding[] = [await integrity(checked), await migrations(checked)];
  if (findings.some(({ isOk }) => !isOk)) return [...findings, await disk(checked)];
  return [
    ...findings,
    await disk(checked),
    await clock(checked),
    await keys(checked),
    await deliveries(checked),
  ];
}

async function integrity({ db }: Checked): Promise<Finding> {
  const name = 'database';
  if (isPostgres(db)) {
    await sql`select 1`.execute(db);
    return { name, isOk: true, text: 'PostgreSQL answers.' };
  }
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
  return rows[0]?.quick_check === 'ok'
    ? { name, isOk: true, text: 'the SQLite file is whole.' }
    : {
        name,
        isOk: false,
        text: 'the SQLite file is damaged. Stop the tracker, keep the file, and restore the last backup.',
      };
}

async function migrations({ db }: Checked): Promise<Finding> {
  const name = 'tables';
  const done = await listMigrations(db);
  const known = Object.keys(MIGRATIONS);
  if (done.some((one) => !known.includes(one)))
    return { name, isOk: false, text: 'made by a newer version of this program. Update the program.' };
  const missing = known.length - done.length;
  return missing === 0
    ? { name, isOk: true, text: 'up to date.' }
    : { name, isOk: false, text: `${missing} updates behind. The tracker makes them when it starts next.` };
}

async function disk({ file }: Checked): Promise<Finding> {
  const name = 'disk';
  if (file === null) return { name, isOk: true, text: 'see the PostgreSQL server.' };
  const { bavail, bsize } = await statfs(dirname(file));
  const free = bavail * bsize;
  const text = `${Math.floor(free / MEGABYTE)} MB free beside the database.`;
  return free >= LEAST_FREE_BYTES
    ? { name, isOk: true, text }
    : { name, isOk: false, text: `${text} Make room: a full disk refuses every change.` };
}

async function clock({ db, now }: Checked): Promise<Finding> {
  const name = 'clock';
  const newest = await findNewestTime(db);
  return newest === null || Date.parse(newest) - now.getTime() <= CLOCK_TOLERANCE_MS
    ? { name, isOk: true, text: 'not behind the newest change.' }
    : {
        name,
        isOk: false,
        text: `behind the newest change, which was made at ${newest}. Set this computer's clock; nothing is decided by it, but people see these times and keys end by them.`,
      };
}

async function keys({ db, now }: Checked): Promise<Finding> {
  const count = await countLiveKeys(db, now.toISOString());
  const text = count === 0 ? 'none, so the tracker serves this computer only.' : `${count} live.`;
  return { name: 'keys', isOk: true, text };
}

async function deliveries({ db }: Checked): Promise<Finding> {
  const { pending, dead } = await countDeliveries(db);
  const text = `${pending} pending, ${dead} dead.`;
  return dead === 0
    ? { name: 'webhooks', isOk: true, text }
    : {
        name: 'webhooks',
        isOk: false,
        text: `${text} See the admin page: send the dead ones again, or remove their webhook.`,
      };
}
