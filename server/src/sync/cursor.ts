/** The opaque cursor: which database it belongs to, how far its holder has read, and whether a read of everything is under way. */
import type { ChangeFeedTable } from '../db/tables';
import { ProblemError } from '../errors';

export interface Cursor {
  readonly epoch: string;
  /** Everything up to this change number has been given to the holder. */
  readonly position: number;
  /** It began with null and has not reached the end. */
  readonly full: boolean;
}

const CONTENT = /^1:(?<epoch>[0-9a-f-]{36}):(?<position>\d{1,15}):(?<full>[01])$/;

export function encodeCursor({ epoch, position, full }: Cursor): string {
  return Buffer.from(`1:${epoch}:${position}:${full ? 1 : 0}`).toString('base64url');
}

/**
 * @param sent null to read everything from the start
 * @throws ProblemError cursor_gone when following it could miss changes
 */
export function readCursor(sent: string | null, feed: ChangeFeedTable): Cursor {
  if (sent === null) return { epoch: feed.epoch, position: 0, full: true };
  const cursor = decodeCursor(sent);
  if (
    cursor?.epoch !== feed.epoch ||
    cursor.position > feed.last_change ||
    cursor.position < feed.purged_through
  ) {
    throw new ProblemError(
      'cursor_gone',
      'This cursor is too old or not from this database. Start again with cursor null and read everything; delete nothing because of it. Nothing was changed.',
    );
  }
  return cursor;
}

function decodeCursor(sent: string): Cursor | null {
  const groups = CONTENT.exec(Buffer.from(sent, 'base64url').toString('utf8'))?.groups;
  if (groups === undefined) return null;
  const { epoch = '', position, full } = groups;
  const cursor = { epoch, position: Number(position), full: full === '1' };
  return encodeCursor(cursor) === sent ? cursor : null;
}
