/** Host side of Utilities: what needs Node's cryptography, compression or time. Bytes cross as base64. */
import { createHash, createHmac, createSign } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { HandlerTable } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Wait } from '../clock';
import type { Limits } from '../options';
import type { Execution } from '../runtime/execution';
import { defineHandlers } from './define';
import { formatDate } from './date-format';
import { parseDate } from './date-parse';
import { unzip, zip } from './zip';

export interface UtilitiesDeps {
  readonly idle: (execution: Execution, ms: number) => Wait;
  readonly uuid: () => string;
  readonly limits: Limits;
}

const RSA: Readonly<Record<string, string>> = { RSA_SHA_1: 'RSA-SHA1', RSA_SHA_256: 'RSA-SHA256' };

/** A file of an archive as it crosses. */
export interface WireZipEntry {
  readonly name: string;
  readonly base64: string;
}

const DIGESTS: Readonly<Record<string, string>> = {
  MD5: 'md5', SHA_1: 'sha1', SHA_256: 'sha256', SHA_384: 'sha384', SHA_512: 'sha512',
}; // prettier-ignore

export function utilitiesHandlers({ idle, uuid, limits }: UtilitiesDeps): HandlerTable {
  return defineHandlers({
    'Utilities.getUuid': () => uuid(),
    'Utilities.sleep': (execution: Execution, ms: number) => {
      if (ms < 0 || ms > limits.sleepMs) throw new ServiceError('Invalid argument: value');
      return idle(execution, ms).over;
    },
    'Utilities.computeDigest': (_execution, algorithm: string, data: string) =>
      createHash(digestOf(algorithm)).update(data, 'base64').digest('base64'),
    'Utilities.computeHmacSignature': (_execution, algorithm: string, data: string, key: string) =>
      createHmac(digestOf(algorithm.replace('HMAC_', '')), Buffer.from(key, 'base64'))
        .update(data, 'base64')
        .digest('base64'),
    'Utilities.computeRsaSignature': (_execution, algorithm: string, data: string, key: string) =>
      sign(algorithm, data, key),
    'Utilities.zip': (_execution, entries: readonly WireZipEntry[]) =>
      zip(entries.map(({ name, base64 }) => ({ name, data: Buffer.from(base64, 'base64') }))).toString(
        'base64',
      ),
    'Utilities.unzip': (_execution, data: string) => unzipped(data),
    'Utilities.formatDate': (_execution, date: { $date: number }, zone: string, pattern: string) =>
      formatDate(date.$date, zone, pattern),
    'Utilities.parseDate': (_execution, text: string, zone: string, pattern: string) => ({
      $date: parseDate(text, zone, pattern),
    }),
    'Utilities.gzip': (_execution, data: string) => gzipSync(Buffer.from(data, 'base64')).toString('base64'),
    'Utilities.ungzip': (_execution, data: string) => ungzip(data),
    '$text.encode': (_execution, text: string, charset: string) =>
      encodeText(text, charset).toString('base64'),
    '$text.decode': (_execution, data: string, charset: string) =>
      decodeText(Buffer.from(data, 'base64'), charset),
  });
}

function digestOf(algorithm: string): string {
  const name = DIGESTS[algorithm];
  if (!name) throw new Error(`Utilities.DigestAlgorithm.${algorithm} is not implemented by this emulator`);
  return name;
}

/** @param key a private key as PEM text */
function sign(algorithm: string, data: string, key: string): string {
  try {
    return createSign(RSA[algorithm] ?? algorithm)
      .update(data, 'base64')
      .sign(key, 'base64');
  } catch {
    throw new ServiceError('Invalid argument: key');
  }
}

function unzipped(data: string): WireZipEntry[] {
  try {
    return unzip(Buffer.from(data, 'base64')).map((entry) => ({
      name: entry.name,
      base64: entry.data.toString('base64'),
    }));
  } catch {
    throw new ServiceError('Invalid argument');
  }
}

function ungzip(data: string): string {
  try {
    return gunzipSync(Buffer.from(data, 'base64')).toString('base64');
  } catch {
    throw new ServiceError('Could not decompress gzip.');
  }
}

function encodeText(text: string, charset: string): Buffer {
  const name = charset.toLowerCase();
  if (name === 'us-ascii' || name === 'iso-8859-1') return Buffer.from(text, 'latin1');
  if (name === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (name !== 'utf-8' && name !== 'utf8') throw new ServiceError(`Invalid argument: ${charset}`);
  return Buffer.from(text, 'utf8');
}

/** Charsets by the names that the web knows. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ServiceError(`Invalid argument: ${charset}`);
  }
}
