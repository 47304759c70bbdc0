/** The use cases of signing in to the board: by a key or a one-time link, and out again. */
import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/repository';
import { write, type Store } from '../../db/store';
import type { Database } from '../../db/tables';
import type { Author, Scope } from '../access';
import { verifyKey } from '../keys/verify-key';
import { unauthenticated } from '../request-access';
import { fromWords, toWords } from '../scope-words';
import { hashOf, newSecret } from '../secret';
import { saveLink, useLink } from './link-repository';
import { deleteSession, findLiveSession, listSessions, saveSession } from './repository';
import { auditIdOf, sessionEnd, toAccess, type Session } from './session';

const LINK_MINUTES = 15;

export interface MadeLink {
  /** Of the person who opens it: what the link leads to. */
  readonly token: string;
  readonly expiresAt: string;
}

/** A session that was just opened: the only time that the cookie's value is known. */
export interface OpenedSession {
  readonly session: Session;
  readonly secret: string;
}

export type SessionService = ReturnType<typeof createSessionService>;

export function createSessionService(store: Store, now: () => Date) {
  const { db } = store;
  return {
    find: (secret: string): Promise<Session | undefined> => findLiveSession(db, hashOf(secret), now()),

    list: ({ workspace }: Pick<Author, 'workspace'>): Promise<Session[]> => listSessions(db, workspace),

    /** @throws ProblemError unauthenticated */
    async openWithKey(text: string): Promise<OpenedSession> {
      const { id: keyId, workspace, name, scopes, expires_at } = await verifyKey(db, text, now());
      const expiresAt = sessionEnd(now(), expires_at);
      return write(store, { workspace }, (transaction) =>
        open(transaction, { workspace, keyId, name, scopes, expiresAt }, now()),
      );
    },

    /** @throws ProblemError unauthenticated, also for everyone but the first who comes with this token */
    async openWithToken(token: string): Promise<OpenedSession> {
      return db.transaction().execute(async (transaction) => {
        const link = await useLink(transaction, hashOf(token), now());
        if (link === undefined) throw deadLink();
        const { workspace, name } = link;
        const expiresAt = sessionEnd(now(), null);
        const person = { workspace, keyId: null, name, scopes: fromWords(link.scopes), expiresAt };
        return open(transaction, person, now());
      });
    },

    async makeLink(
      author: Author,
      { name, scopes }: { readonly name: string; readonly scopes: readonly Scope[] },
    ): Promise<MadeLink> {
      const token = newSecret();
      const [hash, made] = [hashOf(token), now()];
      const expiresAt = new Date(made.getTime() + LINK_MINUTES * 60_000).toISOString();
      const { workspace } = author;
      await db.transaction().execute(async (transaction) => {
        const times = { created_at: made.toISOString(), expires_at: expiresAt, used_at: null };
        await saveLink(transaction, { hash, workspace, name, scopes: toWords(scopes), ...times });
        await recordAudit(transaction, author, 'sign-in-link.created', auditIdOf({ hash }), made);
      });
      return { token, expiresAt };
    },

    async end(author: Author, session: Pick<Session, 'hash'>): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        if (await deleteSession(transaction, author.workspace, session.hash))
          await recordAudit(transaction, author, 'session.ended', auditIdOf(session), now());
      });
    },
  };
}

async function open(
  db: Kysely<Database>,
  fields: Omit<Session, 'hash' | 'createdAt'>,
  now: Date,
): Promise<OpenedSession> {
  const secret = newSecret();
  const session: Session = { ...fields, hash: hashOf(secret), createdAt: now.toISOString() };
  await saveSession(db, session);
  await recordAudit(db, toAccess(session), 'session.opened', auditIdOf(session), now);
  return { session, secret };
}

function deadLink() {
  return unauthenticated(
    'This link is not valid any more: it works once, and for 15 minutes. Ask for a new one. Nothing was changed.',
  );
}
