/** A small web app behind a real HTTP server, and a client that follows no redirect by itself. */
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator, EmulatorOptions } from '../../../emulator/src/index';
import { emulate } from '../runtime/harness';

export const PUBLIC = { access: 'ANYONE_ANONYMOUS', executeAs: 'USER_DEPLOYING' } as const;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Served {
  readonly emulator: Emulator;
  readonly origin: string;
  /** The address of the web app. */
  readonly exec: string;
}

const closers: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closers.splice(0).map((close) => close())));

export async function serve(source: string, options: Omit<EmulatorOptions, 'files'> = {}): Promise<Served> {
  const emulator = emulate(source, { manifest: { webapp: PUBLIC }, ...options });
  const server = createServer((request, response) => emulator.webApp.listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { emulator, origin, exec: emulator.webApp.serveAt(origin) ?? `${origin}/macros/s/none/exec` };
}

export function call(
  method: string,
  url: string,
  { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The content that a redirect leads to. */
export async function follow({ status, headers }: Answer): Promise<Answer> {
  expect(status).toBe(302);
  return call('GET', String(headers['location']));
}
