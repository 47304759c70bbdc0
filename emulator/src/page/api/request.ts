/** One HTTP request to the emulator: JSON in and out, failures as ApiError. */
import { ApiError, apiErrorOf, UNREACHABLE } from './api-error';

export interface Call {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly text?: { readonly type: string; readonly content: string };
  readonly signal?: AbortSignal;
}

export async function request<T>(method: string, path: string, call: Call = {}): Promise<T> {
  const response = await send(method, path, call);
  const body = await readJson(response);
  if (response.ok) return body as T;
  throw apiErrorOf(response.status, body);
}

async function send(method: string, path: string, { body, text, signal }: Call): Promise<Response> {
  const type = text?.type ?? (body === undefined ? null : 'application/json');
  const content = text?.content ?? (body === undefined ? null : JSON.stringify(body));
  try {
    return await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(type !== null && { 'content-type': type }) },
      ...(content !== null && { body: content }),
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
