/** Sends requests as they are over connections that are kept, and ends streams after their first words. */
import http from 'node:http';
import type { SeenAnswer } from '../support/conformance';

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

const ANSWER_DEADLINE_MS = 20_000;

export class RawSender {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

  constructor(readonly url: string) {}

  send({ method, path, headers, body }: RawRequest): Promise<SeenAnswer> {
    const { hostname, port } = new URL(this.url);
    return new Promise((resolve, reject) => {
      const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const options = {
        hostname,
        port,
        method,
        path,
        headers: { ...headers, ...length },
        agent: this.#agent,
      };
      const request = http.request(options, (response) => {
        const chunks: Buffer[] = [];
        const end = () =>
          resolve({
            method,
            path,
            status: response.statusCode ?? 0,
            headers: new Headers(response.headersDistinct as unknown as Record<string, string>),
            text: Buffer.concat(chunks).toString(),
          });
        const isStream = response.headers['content-type']?.startsWith('text/event-stream') ?? false;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (isStream) request.destroy();
        });
        response.on('close', end);
        response.on('error', () => undefined);
      });
      request.setTimeout(ANSWER_DEADLINE_MS, () =>
        request.destroy(new Error(`${method}: no answer in time`)),
      );
      request.on('error', reject);
      request.end(body ?? undefined);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
