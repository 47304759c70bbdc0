/** Blobs: bytes with a name and a content type. They live in the script; nothing is stored. */
import type { HostCall } from '../../bridge/protocol';
import { Facade } from '../facade';
import { exception } from '../signature';
import { fromBase64, toBase64, utf8 } from './bytes';

/** Content types by extension, for setContentTypeFromExtension. */
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv', css: 'text/css', gif: 'image/gif', html: 'text/html', jpeg: 'image/jpeg', jpg: 'image/jpeg',
  js: 'text/javascript', json: 'application/json', pdf: 'application/pdf', png: 'image/png', svg: 'image/svg+xml',
  txt: 'text/plain', xml: 'application/xml', zip: 'application/zip',
}; // prettier-ignore

export interface BlobFacade extends GoogleAppsScript.Base.Blob {}
export class BlobFacade extends Facade {
  readonly #host: HostCall;
  #bytes: number[];
  #type: string | null;
  #name: string | null;

  constructor(host: HostCall, bytes: readonly number[], type: string | null, name: string | null) {
    super('Blob');
    this.#host = host;
    this.#bytes = [...bytes];
    this.#type = type;
    this.#name = name;
  }

  copyBlob(): BlobFacade {
    return new BlobFacade(this.#host, this.#bytes, this.#type, this.#name);
  }

  getBlob(): BlobFacade {
    return this;
  }

  /** Conversions between formats need Google's servers. */
  getAs(contentType: string): BlobFacade {
    if (contentType !== this.#type)
      throw new Error(`Blob.getAs('${contentType}') is not implemented by this emulator`);
    return this.copyBlob();
  }

  getBytes(): number[] {
    return [...this.#bytes];
  }

  getContentType(): string | null {
    return this.#type;
  }

  getDataAsString(charset = 'UTF-8'): string {
    return this.#host('$text.decode', [toBase64(this.#bytes), charset]) as string;
  }

  getName(): string | null {
    return this.#name;
  }

  isGoogleType(): boolean {
    return false;
  }

  setBytes(data: number[]): this {
    this.#bytes = [...data];
    return this;
  }

  setContentType(contentType: string | null): this {
    this.#type = contentType;
    return this;
  }

  setContentTypeFromExtension(): this {
    this.#type = TYPES[(this.#name ?? '').replace(/^.*\./, '').toLowerCase()] ?? null;
    return this;
  }

  setDataFromString(data: string, charset = 'UTF-8'): this {
    const base64 = this.#host('$text.encode', [String(data), charset]) as string;
    this.#bytes = fromBase64(base64) ?? [];
    return this;
  }

  setName(name: string): this {
    this.#name = name;
    return this;
  }
}

/** Utilities.newBlob: text or bytes. */
export function newBlob(host: HostCall, data: unknown, type: unknown, name: unknown): BlobFacade {
  const bytes = typeof data === 'string' ? utf8(data) : Array.isArray(data) ? (data as number[]) : undefined;
  if (!bytes) throw exception("The parameters don't match the method signature for Utilities.newBlob.");
  const plain = typeof data === 'string' ? 'text/plain' : null;
  return new BlobFacade(
    host,
    bytes,
    typeof type === 'string' ? type : plain,
    typeof name === 'string' ? name : null,
  );
}

/** The blob of a Blob or of anything that gives one. */
export function blobOf(source: unknown): BlobFacade | undefined {
  if (source instanceof BlobFacade) return source;
  if (typeof source !== 'object' || source === null || !('getBlob' in source)) return undefined;
  const blob = (source as { getBlob(): unknown }).getBlob();
  return blob instanceof BlobFacade ? blob : undefined;
}
