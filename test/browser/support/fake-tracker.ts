/** A tracker in memory that can be told to misbehave: for states that a real one does not reach on demand. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { Router, type Express, type Request } from 'express';
import { boardRoutes } from '../../../server/src/web/routes';
import type { Session } from '../../../server/src/web/page/api/types';
import { fakeAdmin } from './fake-admin';
import { board, problem, tasks } from './fake-board';
import { FakeData } from './fake-data';

/** What the next matching request is answered with instead. */
export interface Fault {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
  times: number;
}

export interface FakeTracker {
  readonly url: string;
  readonly data: FakeData;
  readonly faults: Fault[];
  /** Ids of deliveries that were to be sent again. */
  readonly replayed: readonly string[];
  session: Session;
  close(): Promise<void>;
}

export const OPEN: Session = {
  mode: 'open',
  workspace: 'default',
  actor: { kind: 'local', name: 'local' },
  scopes: ['read', 'write', 'sync', 'admin'],
};

export async function startFakeTracker(port = 0): Promise<FakeTracker> {
  const data = new FakeData();
  const replayed: string[] = [];
  const streams = new Set<ServerResponse>();
  const state = { session: OPEN, faults: [] as Fault[] };
  const app = express();
  app.use(express.json(), (request, response, next) => {
    const fault = state.faults.find(
      (one) => one.times > 0 && one.method === request.method && one.path.test(request.path),
    );
    if (fault === undefined) return next();
    fault.times -= 1;
    problem(response.set(fault.headers ?? {}), fault.status, fault.detail);
  });
  app.use(boardRoutes());
  session(app, state);
  app.use(board(data), tasks(data), fakeAdmin(replayed), events(data, streams));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    data,
    replayed,
    faults: state.faults,
    get session() {
      return state.session;
    },
    set session(session) {
      state.session = session;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function session(app: Express, state: { session: Session }): void {
  app.get('/session', (_request, response) => void response.json(state.session));
  app.post('/session', (request: Request<object, unknown, { key?: string }>, response) => {
    if (request.body.key === 'wrong') return problem(response, 401, 'This key opens nothing.');
    state.session = { ...OPEN, mode: 'session', actor: { kind: 'person', name: 'Grace Hopper' } };
    response.json(state.session);
  });
  app.delete('/session', (_request, response) => void response.status(204).end());
}

function events(data: FakeData, streams: Set<ServerResponse>): Router {
  const router = Router();
  router.get('/events', (request, response) => {
    response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const send = (event: string, body: unknown) =>
      response.write(`event: ${event}\ndata: ${JSON.stringify(body)}\n\n`);
    let cursor = Number(request.query['cursor'] ?? data.changes.length);
    send('hello', { cursor: String(cursor) });
    const tell = () => {
      const news = data.since(cursor);
      cursor = news.cursor;
      if (news.cards.length > 0) send('change', { ...news, cursor: String(cursor) });
    };
    tell();
    data.listeners.add(tell);
    streams.add(response);
    request.on('close', () => {
      data.listeners.delete(tell);
      streams.delete(response);
    });
  });
  return router;
}
