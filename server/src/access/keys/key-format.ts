/** What a key looks like: `lst_<id>_<secret>_<checksum>`, so that scanners recognise leaked ones and typos are told apart without a database. */
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { newSecret, SECRET_LENGTH, toBase62 } from '../secret';

/** Lead Sync Tracker. */
const PREFIX = 'lst';
const ID_LENGTH = 12;
const CHECKSUM_LENGTH = 6;
/** Bytes of an id; 64 bits fit into its 12 digits. */
const ID_BYTES = 8;

const KEY = new RegExp(
  `^(?<checked>${PREFIX}_(?<id>[0-9A-Za-z]{${ID_LENGTH}})_[0-9A-Za-z]{${SECRET_LENGTH}})_(?<checksum>[0-9A-Za-z]{${CHECKSUM_LENGTH}})$`,
);

export interface NewKey {
  readonly id: string;
  readonly key: string;
}

export function newKey(): NewKey {
  const id = toBase62(BigInt(`0x${randomBytes(ID_BYTES).toString('hex')}`), ID_LENGTH);
  const checked = `${PREFIX}_${id}_${newSecret()}`;
  return { id, key: `${checked}_${checksumOf(checked)}` };
}

/** @returns the id in the key; null for what is no whole key, e.g. with a typo or cut off */
export function idOfKey(key: string): string | null {
  const { checked, id, checksum } = KEY.exec(key)?.groups ?? {};
  if (checked === undefined || id === undefined) return null;
  return checksumOf(checked) === checksum ? id : null;
}

/** Where the id stands, if this is a key at all. */
export function plainIdOf(key: string): string {
  return key.slice(PREFIX.length + 1, PREFIX.length + 1 + ID_LENGTH);
}

function checksumOf(text: string): string {
  return toBase62(BigInt(crc32(text)), CHECKSUM_LENGTH);
}
