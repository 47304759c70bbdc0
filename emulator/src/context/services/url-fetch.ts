/** UrlFetchApp inside the script: payloads are encoded here, everything else is the host's. */
import type { HostCall } from '../../bridge/protocol';
import type { WireBody, WireFetch, WireResponse } from '../../services/fetch/types';
import { Facade } from '../facade';
import { orNull, plainObject, requireSignature, text } from '../signature';
import { BlobFacade, blobOf } from './blob';
import { fromBase64, isByteArray, toBase64, utf8 } from './bytes';

type Params = Partial<GoogleAppsScript.URL_Fetch.URLFetchRequestOptions> & { timeoutSeconds?: number };
type Request = GoogleAppsScript.URL_Fetch.URLFetchRequest;

export interface UrlFetchFacade extends GoogleAppsScript.URL_Fetch.UrlFetchApp {}
export class UrlFetchFacade extends Facade {
  readonly #host: HostCall;

  constructor(host: HostCall) {
    super('UrlFetchApp');
    this.#host = host;
  }

  fetch(...args: [url: string, params?: Params | null]): HttpResponseFacade {
    requireSignature('UrlFetchApp.fetch', args, [text], [text, orNull(plainObject)]);
    return new HttpResponseFacade(
      this.#host,
      this.#host('UrlFetchApp.fetch', [toWire(...args)]) as WireResponse,
    );
  }

  fetchAll(requests: (Request | string)[]): HttpResponseFacade[] {
    requireSignature('UrlFetchApp.fetchAll', [requests], [Array.isArray]);
    const wire = requests.map((request) =>
      typeof request === 'string' ? toWire(request) : toWire(request.url, request),
    );
    const responses = this.#host('UrlFetchApp.fetchAll', [wire]) as WireResponse[];
    return responses.map((response) => new HttpResponseFacade(this.#host, response));
  }

  getRequest(url: string, params?: Params): Request {
    return this.#host('UrlFetchApp.getRequest', [toWire(url, params)]) as Request;
  }
}

/** Scripts pass null for "no parameters" too. */
function toWire(url: string, given?: Params | null): WireFetch {
  const params = given ?? {};
  const { payload, method, contentType, headers } = params;
  return {
    url: String(url),
    ...(method === undefined ? {} : { method }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(headers ? { headers: { ...headers } } : {}),
    ...(payload === undefined || payload === null ? {} : encodePayload(payload)),
    muteHttpExceptions: params.muteHttpExceptions ?? false,
    followRedirects: params.followRedirects ?? true,
    validateHttpsCertificates: params.validateHttpsCertificates ?? true,
    ...(params.timeoutSeconds === undefined ? {} : { timeoutSeconds: params.timeoutSeconds }),
  };
}

type EncodedPayload = Pick<WireFetch, 'bodyType'> & { readonly body: WireBody };

/** Text and bytes as they are; an object is a form, multipart if a Blob is in it. JSON is the caller's own business. */
function encodePayload(payload: unknown): EncodedPayload {
  if (typeof payload !== 'object' || payload === null) return { body: { text: String(payload) } };
  if (isByteArray(payload)) return { body: { base64: toBase64(payload) } };
  const blob = blobOf(payload);
  if (blob)
    return {
      body: { base64: toBase64(blob.getBytes()) },
      bodyType: blob.getContentType() ?? 'application/octet-stream',
    };
  const fields = Object.entries(payload);
  return fields.some(([, value]) => blobOf(value)) ? multipart(fields) : { body: { text: form(fields) } };
}

function form(fields: readonly [string, unknown][]): string {
  const encode = (value: unknown) => encodeURIComponent(String(value)).replace(/%20/g, '+');
  return fields.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

function multipart(fields: readonly [string, unknown][]): EncodedPayload {
  const boundary = '----AppsScriptEmulatorFormBoundary';
  const bytes = fields.flatMap(([name, value]) => [
    ...utf8(partHead(boundary, name, value)),
    ...partBytes(value),
    ...utf8('\r\n'),
  ]);
  return {
    body: { base64: toBase64([...bytes, ...utf8(`--${boundary}--\r\n`)]) },
    bodyType: `multipart/form-data; boundary=${boundary}`,
  };
}

function partHead(boundary: string, name: string, value: unknown): string {
  const blob = blobOf(value);
  const file = blob ? `; filename="${blob.getName() ?? name}"` : '';
  const type = blob ? `Content-Type: ${blob.getContentType() ?? 'application/octet-stream'}\r\n` : '';
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${type}\r\n`;
}

function partBytes(value: unknown): number[] {
  return blobOf(value)?.getBytes() ?? utf8(String(value));
}

export interface HttpResponseFacade extends GoogleAppsScript.URL_Fetch.HTTPResponse {}
export class HttpResponseFacade extends Facade {
  readonly #host: HostCall;
  readonly #response: WireResponse;

  constructor(host: HostCall, response: WireResponse) {
    super('HTTPResponse', 'UrlFetchApp');
    this.#host = host;
    this.#response = response;
    // Scripts write `JSON.parse(UrlFetchApp.fetch(url))`.
    Object.defineProperty(this, 'toString', { value: () => response.text });
  }

  getResponseCode(): number {
    return this.#response.code;
  }

  getContentText(charset?: string): string {
    const { text: decoded, base64 } = this.#response;
    if (charset === undefined) return decoded;
    return this.#host('$text.decode', [base64 ?? toBase64(utf8(decoded)), charset]) as string;
  }

  /** Signed, as Java's bytes are. */
  getContent(): number[] {
    const { text: decoded, base64 } = this.#response;
    return base64 === undefined ? utf8(decoded) : (fromBase64(base64) ?? []);
  }

  /** One value per name, the last of repeated ones; names as the server wrote them. */
  getHeaders(): Record<string, string> {
    return Object.fromEntries(this.#response.headers);
  }

  /** An array where the server repeated a header. */
  getAllHeaders(): Record<string, string | string[]> {
    const all: Record<string, string | string[]> = {};
    for (const [name, value] of this.#response.headers) {
      const known = all[name];
      all[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
    }
    return all;
  }

  getBlob(): BlobFacade {
    return new BlobFacade(this.#host, this.getContent(), this.#mimeType(), null);
  }

  getAs(contentType: string): BlobFacade {
    return this.getBlob().getAs(contentType);
  }

  #mimeType(): string | null {
    const type = this.#response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
    return type === undefined ? null : (type.split(';')[0] ?? type).trim();
  }
}
