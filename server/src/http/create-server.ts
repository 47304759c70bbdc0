/** The HTTP server with its limits against slow, large and many clients. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { answerClientErrors } from './client-error';
import { CONNECTION_LIMITS, limitConnections } from './connection-limits';
import type { Messages } from './express-messages';

/** Milliseconds. */
export interface Timeouts {
  readonly headers: number;
  readonly request: number;
  readonly idle: number;
  readonly stalled: number;
  readonly check: number;
}

const TIMEOUTS: Timeouts = {
  /** For the headers of a request to come, from its first byte or from the start of the connection. */
  headers: 10_000,
  /** For a whole request to come. */
  request: 30_000,
  /** For a connection without a request. */
  idle: 65_000,
  /** For a connection on which nothing moves, such as a client that does not take its answer. */
  stalled: 120_000,
  /** How often headers and requests are looked after. */
  check: 2_000,
};
const HEADER_BYTES = 16_384;
/** After so many the client connects anew, and so finds other instances behind a balancer. */
const REQUESTS_PER_CONNECTION = 10_000;

export interface LimitedServerOptions {
  /** How many proxies stand in front; then all connections come from their addresses, and limiting those is their business. */
  readonly proxies: number;
  readonly timeouts?: Partial<Timeouts>;
  /** Node's own unless given. */
  readonly messages?: Messages;
}

export function createLimitedServer(
  listener: RequestListener,
  { proxies, timeouts, messages }: LimitedServerOptions,
): Server {
  const { headers, request, idle, stalled, check } = { ...TIMEOUTS, ...timeouts };
  const server = createServer(
    { maxHeaderSize: HEADER_BYTES, connectionsCheckingInterval: check, ...messages },
    listener,
  );
  server.headersTimeout = headers;
  server.requestTimeout = request;
  server.keepAliveTimeout = idle;
  server.timeout = stalled;
  server.maxRequestsPerSocket = REQUESTS_PER_CONNECTION;
  limitConnections(server, {
    ...CONNECTION_LIMITS,
    ...(proxies > 0 && { waitingPerAddress: Infinity }),
  });
  answerClientErrors(server);
  return server;
}
