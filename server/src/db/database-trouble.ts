/** What a database's error means for the request that met it: come back later, or a fault of our own. */

import { MOVED, MOVING } from './move-barrier';

/**
 * `busy`: somebody else holds a lock; `moving` and `moved`: the content is on its way to another database, or there. Nothing was
 * changed. `unreachable`: the connection failed, and a commit under way may have been made or not.
 */
export type DatabaseTrouble = 'busy' | 'unreachable' | 'moving' | 'moved';

/** SQLSTATE: serialization failure, deadlock, lock and statement time-outs, too many connections, out of memory. */
const BUSY_STATES = /^(40001|40P01|55P03|57014|53200|53300)$/;
/** SQLSTATE: connection exceptions, shutdown, crash and start of the server, a session ended for being idle. */
const UNREACHABLE_STATES = /^(08\w{3}|57P0[1-5]|25P03)$/;
const UNREACHABLE_CODES = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** The driver gives these no code. */
const UNREACHABLE_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed))/;

export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  const { code, message } = tellOf(error);
  if (code === 'SQLITE_CONSTRAINT_TRIGGER' && message === MOVING) return 'moving';
  if (code === 'SQLITE_CONSTRAINT_TRIGGER' && message === MOVED) return 'moved';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code) || BUSY_STATES.test(code)) return 'busy';
  if (UNREACHABLE_STATES.test(code) || UNREACHABLE_CODES.test(code)) return 'unreachable';
  return code === '' && UNREACHABLE_MESSAGES.test(message) ? 'unreachable' : null;
}

/** The database has undone the transaction and advises to make it again: two of them crossed. */
export function mayBeRepeated(error: unknown): boolean {
  return /^(40001|40P01)$/.test(tellOf(error).code);
}

/** What the driver says; a refused connection to several addresses has no message of its own, only a code. */
export function tellOf(error: unknown): { readonly code: string; readonly message: string } {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' };
}
