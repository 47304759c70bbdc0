/**
 * Keeps every program from changing a SQLite tracker that is being moved to another database, or has been. Triggers do it, so that
 * it holds for each process and each statement, costs nothing before, and answers at once instead of making writers wait for a lock.
 */
import type BetterSqlite3 from 'better-sqlite3';

/** What the triggers say; `database-trouble.ts` knows these words. */
export const MOVING = 'lead-sync: moving';
export const MOVED = 'lead-sync: moved';

const MOVING_UNTIL = 'moving_until';
const MOVED_TO = 'moved_to';
/** A mover that has been silent for so long is taken for dead, and writing goes on. */
const LEASE_MS = 10_000;

/** Calls it again before the lease ends. The clock is this computer's, for mover and writers alike. */
export function extendMove(connection: BetterSqlite3.Database): void {
  setMarker(connection, MOVING_UNTIL, new Date(Date.now() + LEASE_MS).toISOString());
}

/** From its return on nobody else writes. @param tables all that hold content */
export function beginMove(connection: BetterSqlite3.Database, tables: readonly string[]): void {
  atOnce(connection, () => {
    extendMove(connection);
    const alive = `exists (select 1 from markers where name = '${MOVING_UNTIL}' and value > strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`;
    putTriggers(connection, tables, `when ${alive}`, MOVING);
  });
}

/** Writing goes on, as if nothing had been. */
export function abandonMove(connection: BetterSqlite3.Database, tables: readonly string[]): void {
  atOnce(connection, () => {
    dropTriggers(connection, tables);
    connection.prepare('delete from markers where name = ?').run(MOVING_UNTIL);
  });
}

/** Inside a transaction of the caller. @param to id of the move, and the place as people may see it */
export function markMoved(connection: BetterSqlite3.Database, tables: readonly string[], to: MovedTo): void {
  putTriggers(connection, tables, '', MOVED);
  connection.prepare('delete from markers where name = ?').run(MOVING_UNTIL);
  setMarker(connection, MOVED_TO, JSON.stringify(to));
}

export interface MovedTo {
  readonly move: string;
  readonly place: string;
}

/** @returns where the content of this file has moved; null while it is in use, and for a file that has no tables yet */
export function readMovedTo(connection: BetterSqlite3.Database): MovedTo | null {
  const table = "select 1 from sqlite_master where type = 'table' and name = 'markers'";
  if (connection.prepare(table).get() === undefined) return null;
  const value = connection.prepare('select value from markers where name = ?').pluck().get(MOVED_TO);
  return typeof value === 'string' ? (JSON.parse(value) as MovedTo) : null;
}

function setMarker(connection: BetterSqlite3.Database, name: string, value: string): void {
  const statement =
    'insert into markers (name, value) values (?, ?) on conflict (name) do update set value = excluded.value';
  connection.prepare(statement).run(name, value);
}

function putTriggers(
  connection: BetterSqlite3.Database,
  tables: readonly string[],
  condition: string,
  says: string,
): void {
  dropTriggers(connection, tables);
  for (const { name, table, change } of triggersOf(tables))
    connection.exec(
      `create trigger ${name} before ${change} on ${table} ${condition} begin select raise(abort, '${says}'); end`,
    );
}

function dropTriggers(connection: BetterSqlite3.Database, tables: readonly string[]): void {
  for (const { name } of triggersOf(tables)) connection.exec(`drop trigger if exists ${name}`);
}

function triggersOf(tables: readonly string[]) {
  return tables.flatMap((table) =>
    ['insert', 'update', 'delete'].map((change) => ({ name: `move_${table}_${change}`, table, change })),
  );
}

export function atOnce(connection: BetterSqlite3.Database, work: () => void): void {
  connection.transaction(work).immediate();
}
