/** Utilities inside the script: encodings here, cryptography and dates on the host. */
import type { HostCall, WireDate } from '../../bridge/protocol';
import type { WireZipEntry } from '../../services/utilities';
import { EnumValue, Facade, enumOf } from '../facade';
import {
  date as isDateArgument,
  exception,
  integer,
  list,
  requireSignature,
  signatureError,
  text,
  type Accepts,
} from '../signature';
import { blobOf, newBlob, type BlobFacade } from './blob';
import { fromBase64, isByteArray, toBase64, utf8 } from './bytes';
import { formatString } from './format-string';
import { parseCsv } from './parse-csv';

type Enums = GoogleAppsScript.Utilities.Utilities;
const Charset = enumOf('Utilities.Charset', ['US_ASCII', 'UTF_8'] as const);
const DigestAlgorithm = enumOf('Utilities.DigestAlgorithm', [
  'MD2',
  'MD5',
  'SHA_1',
  'SHA_256',
  'SHA_384',
  'SHA_512',
] as const);
const MacAlgorithm = enumOf('Utilities.MacAlgorithm', [
  'HMAC_MD5',
  'HMAC_SHA_1',
  'HMAC_SHA_256',
  'HMAC_SHA_384',
  'HMAC_SHA_512',
] as const);

const RsaAlgorithm = enumOf('Utilities.RsaAlgorithm', ['RSA_SHA_1', 'RSA_SHA_256'] as const);

const bytes: Accepts = isByteArray;
const enumValue: Accepts = (value) => value instanceof EnumValue;
const string: Accepts = (value) => typeof value === 'string';
type Data = string | number[];

/** Text is UTF-8 unless US_ASCII is asked for, where other letters become `?`. */
function bytesOf(data: Data, charset?: unknown): number[] {
  if (typeof data !== 'string') return data;
  return charset === Charset.US_ASCII ? utf8(data.replace(/[^\0-\x7f]/gu, '?')) : utf8(data);
}

export interface UtilitiesFacade extends Enums {}
export class UtilitiesFacade extends Facade {
  readonly Charset = Charset as unknown as Enums['Charset'];
  readonly DigestAlgorithm = DigestAlgorithm as unknown as Enums['DigestAlgorithm'];
  readonly MacAlgorithm = MacAlgorithm as unknown as Enums['MacAlgorithm'];
  readonly RsaAlgorithm = RsaAlgorithm as unknown as Enums['RsaAlgorithm'];
  readonly #host: HostCall;

  constructor(host: HostCall) {
    super('Utilities');
    this.#host = host;
  }

  getUuid(): string {
    return this.#host('Utilities.getUuid', []) as string;
  }

  sleep(milliseconds: number): void {
    requireSignature('Utilities.sleep', [milliseconds], [integer]);
    this.#host('Utilities.sleep', [milliseconds]);
  }

  base64Encode(...args: [data: Data, charset?: unknown]): string {
    requireSignature('Utilities.base64Encode', args, [string], [bytes], [string, enumValue]);
    return toBase64(bytesOf(...args));
  }

  base64EncodeWebSafe(...args: [data: Data, charset?: unknown]): string {
    requireSignature('Utilities.base64EncodeWebSafe', args, [string], [bytes], [string, enumValue]);
    return toBase64(bytesOf(...args))
      .replace(/\+/g, '-')
      .replace(/\//g, '_');
  }

  base64Decode(...args: [encoded: string, charset?: unknown]): number[] {
    requireSignature('Utilities.base64Decode', args, [string], [string, enumValue]);
    const decoded = fromBase64(args[0]);
    if (!decoded) throw exception('Could not decode string.');
    return decoded;
  }

  base64DecodeWebSafe(encoded: string): number[] {
    return this.base64Decode(encoded);
  }

  computeDigest(...args: [algorithm: unknown, value: Data, charset?: unknown]): number[] {
    requireSignature(
      'Utilities.computeDigest',
      args,
      [enumValue, string],
      [enumValue, bytes],
      [enumValue, string, enumValue],
    );
    const [algorithm, value, charset] = args;
    return this.#bytesFrom('Utilities.computeDigest', [String(algorithm), toBase64(bytesOf(value, charset))]);
  }

  computeHmacSignature(...args: [algorithm: unknown, value: Data, key: Data, charset?: unknown]): number[] {
    requireSignature('Utilities.computeHmacSignature', args, [enumValue, string, string], [enumValue, bytes, bytes], [enumValue, string, string, enumValue]); // prettier-ignore
    const [algorithm, value, key, charset] = args;
    const data = [value, key].map((part) => toBase64(bytesOf(part, charset)));
    return this.#bytesFrom('Utilities.computeHmacSignature', [String(algorithm), ...data]);
  }

  computeHmacSha256Signature(...args: [value: Data, key: Data, charset?: unknown]): number[] {
    requireSignature(
      'Utilities.computeHmacSha256Signature',
      args,
      [string, string],
      [bytes, bytes],
      [string, string, enumValue],
    );
    return this.computeHmacSignature(MacAlgorithm.HMAC_SHA_256, ...args);
  }

  computeRsaSignature(
    ...args: [algorithm: unknown, value: string, key: string, charset?: unknown]
  ): number[] {
    requireSignature(
      'Utilities.computeRsaSignature',
      args,
      [enumValue, string, string],
      [enumValue, string, string, enumValue],
    );
    const [algorithm, value, key, charset] = args;
    const data = toBase64(bytesOf(value, charset));
    return this.#bytesFrom('Utilities.computeRsaSignature', [String(algorithm), data, key]);
  }

  computeRsaSha1Signature(...args: [value: string, key: string, charset?: unknown]): number[] {
    return this.computeRsaSignature(RsaAlgorithm.RSA_SHA_1, ...args);
  }

  computeRsaSha256Signature(...args: [value: string, key: string, charset?: unknown]): number[] {
    return this.computeRsaSignature(RsaAlgorithm.RSA_SHA_256, ...args);
  }

  formatDate(...args: [date: unknown, timeZone: string, format: string]): string {
    requireSignature('Utilities.formatDate', args, [isDateArgument, text, text]);
    return this.#host(
      'Utilities.formatDate',
      args.map((arg) => (isDateArgument(arg) ? arg : String(arg))),
    ) as string;
  }

  parseDate(...args: [date: string, timeZone: string, format: string]): Date {
    requireSignature('Utilities.parseDate', args, [text, text, text]);
    return new Date((this.#host('Utilities.parseDate', args.map(String)) as WireDate).$date);
  }

  formatString(template: string, ...args: unknown[]): string {
    return formatString(String(template), args);
  }

  newBlob(data: Data, contentType?: string, name?: string): BlobFacade {
    return newBlob(this.#host, data, contentType, name);
  }

  gzip(source: unknown, name?: string): BlobFacade {
    const blob = this.#requireBlob('gzip', source);
    const zipped = this.#bytesFrom('Utilities.gzip', [toBase64(blob.getBytes())]);
    return newBlob(this.#host, zipped, 'application/x-gzip', name ?? `${blob.getName() ?? 'archive'}.gz`);
  }

  ungzip(source: unknown): BlobFacade {
    const blob = this.#requireBlob('ungzip', source);
    const plain = this.#bytesFrom('Utilities.ungzip', [toBase64(blob.getBytes())]);
    return newBlob(this.#host, plain, null, (blob.getName() ?? '').replace(/\.gz$/, ''));
  }

  zip(sources: unknown[], name = 'archive.zip'): BlobFacade {
    requireSignature('Utilities.zip', [sources], [list]);
    const entries = sources.map((source): WireZipEntry => {
      const blob = this.#requireBlob('zip', source);
      return { name: blob.getName() ?? '', base64: toBase64(blob.getBytes()) };
    });
    const archive = this.#host('Utilities.zip', [entries]) as string;
    return newBlob(this.#host, fromBase64(archive) ?? [], 'application/zip', String(name));
  }

  /** Types follow from the names. */
  unzip(source: unknown): BlobFacade[] {
    const blob = this.#requireBlob('unzip', source);
    const entries = this.#host('Utilities.unzip', [toBase64(blob.getBytes())]) as WireZipEntry[];
    return entries.map(({ name, base64 }) =>
      newBlob(this.#host, fromBase64(base64) ?? [], null, name).setContentTypeFromExtension(),
    );
  }

  parseCsv(csv: string, delimiter = ','): string[][] {
    return parseCsv(String(csv), String(delimiter));
  }

  /** Old names that the platform still has. */
  jsonParse(json: string): unknown {
    return JSON.parse(json);
  }
  jsonStringify(value: unknown): string {
    return JSON.stringify(value);
  }

  #bytesFrom(method: string, args: readonly string[]): number[] {
    return fromBase64(this.#host(method, args) as string) ?? [];
  }

  #requireBlob(method: string, source: unknown): BlobFacade {
    const blob = blobOf(source);
    if (!blob) throw signatureError(`Utilities.${method}`, [source]);
    return blob;
  }
}
