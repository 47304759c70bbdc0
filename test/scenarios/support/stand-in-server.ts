/** A small HTTP server in a tracker's place that answers as a test tells it, or passes a request on to the real one. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}

export interface StandInAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `cut`: the connection ends without an answer. */
export type Answer = (request: Received) => StandInAnswer | 'cut' | Promise<StandInAnswer | 'cut'>;

export class StandInServer {
  readonly received: Received[] = [];
  answer: Answer = () => ({ status: 500 });
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  static async start(): Promise<StandInServer> {
    const standIn = new StandInServer();
    await new Promise<void>((resolve) => standIn.server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How many requests came for this path. */
  count(path: string): number {
    return this.received.filter((request) => request.path === path).length;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url: path = '', headers } = request;
    const received = { method, path, body, authorization: headers.authorization ?? '' };
    this.received.push(received);
    const answer = await this.answer(received);
    if (answer === 'cut') request.socket.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
  }
}

/** What the server at `url` says to this request. */
export async function passOn(
  url: string,
  { method, path, authorization, body }: Received,
): Promise<StandInAnswer> {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body }),
  });
  return {
    status: answer.status,
    body: await answer.text(),
    headers: { 'content-type': 'application/json' },
  };
}

/** A port that nobody listens on. */
export async function closedPort(): Promise<string> {
  const server = await StandInServer.start();
  const { url } = server;
  await server.close();
  return url;
}
