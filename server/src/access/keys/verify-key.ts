/** Tells whether a key that somebody shows is one of ours, and still good. */
import type { Kysely } from 'kysely';
import type { Database } from '../../db/tables';
import type { ProblemError } from '../../errors';
import { unauthenticated } from '../request-access';
import { hashOf, sameHash } from '../secret';
import { isLive, type ApiKey } from './api-key';
import { idOfKey, plainIdOf } from './key-format';
import { knownKeysOf } from './known-keys';

/** @throws ProblemError unauthenticated, with the same sentence for all keys that look right, so that it helps nobody to guess */
export async function verifyKey(db: Kysely<Database>, text: string, now: Date): Promise<ApiKey> {
  const id = idOfKey(text);
  if (id === null) throw notWhole();
  const found = await knownKeysOf(db).lookUp(id);
  if (found === undefined || !sameHash(found.hash, hashOf(text)) || !isLive(found.key, now)) throw notGood();
  return found.key;
}

/** The same without the database. @returns undefined when the key is not known well enough, or not good */
export function verifyKnownKey(db: Kysely<Database>, text: string, now: Date): ApiKey | undefined {
  const found = knownKeysOf(db).known(plainIdOf(text));
  const isGood = found !== undefined && sameHash(found.hash, hashOf(text)) && isLive(found.key, now);
  return isGood ? found.key : undefined;
}

/** Anybody can tell that by the checksum; it saves the owner of a key the search. */
function notWhole(): ProblemError {
  return unauthenticated(
    'This is not a whole key: characters are missing, mistyped or too many. Copy it again from where it was kept. Nothing was changed.',
  );
}

function notGood(): ProblemError {
  return unauthenticated(
    'This key is not known, expired or revoked. Ask whoever runs the tracker for another. Nothing was changed.',
  );
}
