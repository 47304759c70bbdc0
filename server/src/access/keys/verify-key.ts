/** Tells whether a key that somebody shows is one of ours, and still good. */
import type { Kysely } from 'kysely';
import type { Database } from '../../db/tables';
import type { ProblemError } from '../../errors';
import { unauthenticated } from '../request-access';
import { hashOf, sameHash } from '../secret';
import { isLive, type ApiKey } from './api-key';
import { idOfKey } from './key-format';
import { knownKeysOf } from './known-keys';

/** @throws ProblemError unauthenticated, with the same sentence for all keys that look right, so that it helps nobody to guess */
export async function verifyKey(db: Kysely<Database>, text: string, now: Date): Promise<ApiKey> {
  const id = idOfKey(text);
  if (id === null) throw notWhole();
  const found = await knownKeysOf(db).find(id);
  if (found === undefined || !sameHash(found.hash, hashOf(text)) || !isLive(found.key, now)) throw notGood();
  return found.key;
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
