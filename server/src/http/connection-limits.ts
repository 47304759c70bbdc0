/** Keeps clients that hold connections without asking anything from taking the places of those that do. */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { atEnd } from './at-end';

export interface ConnectionLimits {
  /** Connections of one address on which no whole request is under way. */
  readonly waitingPerAddress: number;
  readonly inAll: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = { waitingPerAddress: 100, inAll: 2_000 };

interface Connection {
  readonly address: string;
  /** Whose answer is under way; null between requests. */
  request: IncomingMessage | null;
}

/**
 * At a limit the connection that has waited longest is closed, and not the newest refused: whoever fills the places with half-open
 * connections would otherwise lock out everyone behind the same address. One on which an answer is under way is never closed.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): void {
  /** The ones that have waited longest come first. */
  const connections = new Map<Socket, Connection>();
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    connections.set(socket, { address, request: null });
    socket.once('close', () => connections.delete(socket));
    const ofAddress = waiting(connections, address);
    if (ofAddress.length > limits.waitingPerAddress) ofAddress[0]?.destroy();
    if (connections.size > limits.inAll) (waiting(connections)[0] ?? socket).destroy();
  });
  server.prependListener('request', (request, response) => {
    const { socket } = request;
    const connection = connections.get(socket);
    if (connection === undefined) return;
    connection.request = request;
    atEnd(response, () => {
      if (!connections.delete(socket)) return;
      connections.set(socket, { ...connection, request: null });
    });
  });
}

/** A request whose body is still coming waits, too: a body can be slow without an end. */
function waiting(connections: ReadonlyMap<Socket, Connection>, address?: string): Socket[] {
  const found: Socket[] = [];
  for (const [socket, connection] of connections) {
    if (socket.destroyed || connection.request?.complete === true) continue;
    if (address === undefined || connection.address === address) found.push(socket);
  }
  return found;
}
