/** An HTTP request as a web app hears of it: no headers, the body as text, parameters of address and form together. */

export interface WebAppRequest {
  readonly method: string;
  /** From `/macros/…` on, without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query?: string;
  readonly body?: string | Uint8Array;
  /** The one header that a script hears of, as `postData.type`. */
  readonly contentType?: string;
  /** Who is signed in, e.g. from a test; over HTTP the sign-in page's cookie says it. */
  readonly account?: string;
  /** The header; the script does not hear of it. */
  readonly cookie?: string;
}

export interface WebAppResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Names that the platform keeps for itself: a request that has one is refused. */
const RESERVED = ['c', 'sid'];
const FORM = 'application/x-www-form-urlencoded';

export function hasReservedParameter({ query = '' }: WebAppRequest): boolean {
  const names = new URLSearchParams(query);
  return RESERVED.some((name) => names.has(name));
}

/** The event object of doGet and doPost. @param pathInfo what follows `/exec/` in the address */
export function eventOf(request: WebAppRequest, pathInfo: string): Readonly<Record<string, unknown>> {
  const { method, query = '', contentType = '' } = request;
  const body = Buffer.from(request.body ?? '');
  const contents = body.toString('utf8');
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const isPost = method === 'POST';
  const pairs = [
    ...new URLSearchParams(query),
    ...(isPost && type === FORM ? new URLSearchParams(contents) : []),
  ];
  const base = { queryString: query, ...parametersOf(pairs), pathInfo, contextPath: '' };
  if (!isPost) return { ...base, contentLength: -1 };
  const { length } = body;
  return { ...base, contentLength: length, postData: { length, type, contents, name: 'postData' } };
}

/** `parameter` has the first value of each name, `parameters` all of them. */
function parametersOf(pairs: readonly (readonly [string, string])[]): {
  parameter: Record<string, string>;
  parameters: Record<string, string[]>;
} {
  const all = new Map<string, string[]>();
  for (const [name, value] of pairs) all.set(name, [...(all.get(name) ?? []), value]);
  return {
    parameter: Object.fromEntries([...all].map(([name, values]) => [name, values[0] ?? ''])),
    parameters: Object.fromEntries(all),
  };
}
