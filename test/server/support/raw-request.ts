/** Requests with headers that fetch would not send as they are, such as Host. */
import { request } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

export interface RawCall {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** @param path with a leading slash */
export function ask(
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: RawCall = {},
): Promise<RawAnswer> {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${base}${path}`,
      {
        method,
        agent: false,
        headers: {
          ...(sent !== undefined && {
            'content-type': 'application/json',
            'content-length': String(Buffer.byteLength(sent)),
          }),
          ...headers,
        },
      },
      (incoming) => {
        let text = '';
        incoming.on('data', (data: Buffer) => (text += data.toString()));
        incoming.on('end', () => {
          const isJson = /json/.test(incoming.headers['content-type'] ?? '') && text !== '';
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: isJson ? (JSON.parse(text) as unknown) : text,
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sent);
  });
}

/** The value of the cookie that an answer sets. */
export function cookieOf({ headers }: RawAnswer, name = 'session'): string {
  const cookie = [headers['set-cookie'] ?? []].flat().find((set) => set.startsWith(`${name}=`));
  if (cookie === undefined) throw new Error(`The answer sets no cookie ${name}.`);
  return cookie.slice(0, cookie.indexOf(';'));
}
