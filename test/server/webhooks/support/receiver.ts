/** A receiver of webhooks on loopback: answers as a test tells it, and keeps what it got. */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Got {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `cut`: the connection ends without an answer. `hold`: it stays open without one. A function answers by itself. */
export type Answering = Reply | 'cut' | 'hold' | ((response: ServerResponse) => void);

export class Receiver {
  readonly got: Got[] = [];
  /** How many were being held at the same time, at most. */
  mostHeld = 0;
  answer: (got: Got) => Answering | Promise<Answering> = () => ({ status: 204 });
  private readonly held = new Set<ServerResponse>();
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** @param host 127.0.0.1 unless given */
  static async start(host = '127.0.0.1', port = 0): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('connection', (socket) => {
      receiver.sockets.add(socket);
      socket.once('close', () => receiver.sockets.delete(socket));
    });
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        void receiver.take({ method, path, headers, body }, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get connections(): number {
    return this.sockets.size;
  }

  ids(): string[] {
    return this.got.map(({ headers }) => String(headers['webhook-id']));
  }

  /** Answers those that were held. */
  release(status = 204): void {
    for (const response of this.held) response.writeHead(status).end();
    this.held.clear();
  }

  close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async take(got: Got, response: ServerResponse): Promise<void> {
    this.got.push(got);
    const answer = await this.answer(got);
    if (answer === 'cut') response.destroy();
    else if (answer === 'hold') {
      this.held.add(response);
      response.once('close', () => this.held.delete(response));
      this.mostHeld = Math.max(this.mostHeld, this.held.size);
    } else if (typeof answer === 'function') answer(response);
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  }
}

/** What a receiver does with the published library. @throws when no signature fits */
export function verify(secret: string, { headers, body }: Got): { type: string; data: { id: string } } {
  return new Webhook(secret).verify(body, headers as Record<string, string>) as never;
}
