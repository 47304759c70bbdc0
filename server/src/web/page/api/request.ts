/** One HTTP request to the tracker: JSON in and out, errors as ApiError, and patience when it asks for a pause. */
import { ApiError, apiErrorOf, UNREACHABLE } from './api-error';

export interface Call {
  readonly body?: unknown;
  /** Sent as If-Match. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

interface Hooks {
  /** The session has ended: somebody has to sign in. */
  signedOut: () => void;
  /** The tracker asked for a pause of so many seconds. */
  slowedDown: (seconds: number) => void;
}

const hooks: Hooks = { signedOut: () => undefined, slowedDown: () => undefined };

/** Wired once, at start. */
export function onRequest(wanted: Hooks): void {
  Object.assign(hooks, wanted);
}

/** Longest pause that is sat out, in seconds, and how often. A refused request did nothing, so a repeat is safe. */
const PATIENCE = { seconds: 60, times: 3 } as const;
/** Here a pause means too many attempts to sign in, and is for the person to know. */
const SESSION = '/session';

export async function request<T>(method: string, path: string, call: Call = {}): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once<T>(method, path, call);
    } catch (error) {
      if (!(error instanceof ApiError) || path === SESSION || !mayWait(error, attempt)) throw error;
      const seconds = Math.max(1, error.retryAfter);
      hooks.slowedDown(seconds);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
}

function mayWait(error: ApiError, attempt: number): boolean {
  return error.kind === 'rate-limited' && attempt <= PATIENCE.times && error.retryAfter <= PATIENCE.seconds;
}

async function once<T>(method: string, path: string, call: Call): Promise<T> {
  const response = await send(method, path, call);
  const body = await readJson(response);
  if (response.ok) return body as T;
  if (response.status === 401 && path !== SESSION) hooks.signedOut();
  throw apiErrorOf(response.status, body, response.headers.get('retry-after'));
}

async function send(method: string, path: string, call: Call): Promise<Response> {
  const { body, version, headers, signal } = call;
  try {
    return await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('unreachable', UNREACHABLE);
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => '');
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}
