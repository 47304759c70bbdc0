/** A fetch as it crosses from the script to the network and back. */

/** Bodies that are valid text cross as text, others as base64. */
export type WireBody = { readonly text: string } | { readonly base64: string };

/** What the script passed, with the payload already encoded. Checked by prepareRequest. */
export interface WireFetch {
  readonly url: string;
  readonly method?: unknown;
  readonly contentType?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: WireBody;
  /** Content type that the payload itself implies (a Blob's, or multipart with its boundary). */
  readonly bodyType?: string;
  readonly muteHttpExceptions?: boolean;
  readonly followRedirects?: boolean;
  readonly validateHttpsCertificates?: boolean;
  readonly timeoutSeconds?: number;
}

export interface WireResponse {
  readonly code: number;
  /** Names as the server wrote them, repeats kept. */
  readonly headers: readonly (readonly [string, string])[];
  /** Decoded by the charset of the Content-Type header, else UTF-8. */
  readonly text: string;
  /** Present when `text` in UTF-8 is not the body. */
  readonly base64?: string;
}

export interface PreparedRequest {
  readonly url: URL;
  /** As the script wrote it: error texts repeat it. */
  readonly originalUrl: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  readonly mute: boolean;
  readonly follow: boolean;
  readonly validateCertificates: boolean;
  readonly timeoutMs: number;
}

/** What a test or the page may do to a request. `delayMs` lets it through, later. */
export type NetworkFault =
  | 'dns'
  | 'timeout'
  | 'unavailable'
  | 'bandwidth'
  | 'burst'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly delayMs: number };

/** A request as faults see it. */
export interface FaultRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type NetworkFaultRule = (request: FaultRequest) => NetworkFault | undefined;
