/** What the tracker client needs of HTTP: one synchronous `send`, given by the platform. */

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Throws only when no answer came at all (name not found, no connection, time-out). */
export type Send = (request: HttpRequest) => HttpAnswer;
