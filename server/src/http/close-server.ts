/** Ends a server: no new connections, requests under way may finish, and what still hangs at the deadline is cut off. */
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { atEnd } from './at-end';

/**
 * Watches the connections of a server that has none yet. Node's own `closeIdleConnections` leaves open those on which no request
 * has come so far, as browsers keep them in reserve.
 * @returns closes the server; `deadlineMs` is how long requests under way may take
 */
export function closerOf(server: Server, deadlineMs: number): () => Promise<void> {
  const connections = new Set<Socket>();
  const underWay = new Map<ServerResponse, Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    underWay.set(response, socket);
    atEnd(response, () => {
      underWay.delete(response);
      if (!server.listening) socket.end();
    });
  });
  return () => close(server, connections, underWay, deadlineMs);
}

async function close(
  server: Server,
  connections: ReadonlySet<Socket>,
  underWay: ReadonlyMap<ServerResponse, Socket>,
  deadlineMs: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const response of underWay.keys())
    if (!response.headersSent) response.setHeader('Connection', 'close');
  const busy = new Set(underWay.values());
  for (const socket of connections) if (!busy.has(socket)) socket.destroy();
  const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs);
  await closed;
  clearTimeout(deadline);
}
