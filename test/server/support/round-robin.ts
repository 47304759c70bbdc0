/** A balancer as one stands before several trackers: requests go to each in turn, and past one that does not take the connection. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/** @param addresses of the trackers, asked for at each request */
export async function startBalancer(addresses: () => readonly string[]): Promise<Balancer> {
  let next = 0;
  const server = createServer((incoming, outgoing) => {
    const urls = addresses();
    next += 1;
    const inTurn = urls.map((_, place) => urls[(next + place) % urls.length]!);
    // Read first, so that it can be sent again to the next one.
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => forward(inTurn, incoming, Buffer.concat(parts), outgoing));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forward(
  [to, ...others]: readonly string[],
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): void {
  if (to === undefined) {
    outgoing.writeHead(502).end();
    return;
  }
  const { method, headers, url = '/' } = incoming;
  const forwarded = request(new URL(url, to), {
    ...(method !== undefined && { method }),
    headers,
    agent: false,
  });
  forwarded.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('error', () => outgoing.destroy());
    answer.pipe(outgoing);
  });
  forwarded.on('error', (error: NodeJS.ErrnoException) => {
    // Nobody took the connection, so nothing was done there. Any other failure leaves that open.
    if (error.code === 'ECONNREFUSED') forward(others, incoming, body, outgoing);
    else if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(502).end();
  });
  outgoing.on('close', () => forwarded.destroy());
  forwarded.end(body);
}
