/** Every route that the application has is in the OpenAPI document, or on the short list of pages. */
import http from 'node:http';
import type { Express, RequestHandler } from 'express';
import { startTracker } from '../../../server/src';
import { routesOf } from '../../../server/src/http/served-routes';
import { apiDocument } from '../support/conformance';

/** Pages for people and the files they load. */
const PAGES = ['GET /', 'GET /card/{id}', 'GET /sign-in', 'GET /admin', 'GET /assets/{name}'];

interface Layer {
  readonly name: string;
  readonly route?: unknown;
  readonly handle: RequestHandler & { readonly stack?: unknown };
}

test('the application serves nothing that is not described', async () => {
  const described = (await apiDocument())
    .operations()
    .map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  const served = servedBy((await startedApp()).router);
  expect(served).toEqual(expect.arrayContaining(['GET /tasks', 'POST /sync', 'GET /health', ...PAGES]));
  expect(served.filter((route) => !described.includes(route) && !PAGES.includes(route))).toEqual([]);
  expect(described.filter((route) => !served.includes(route))).toEqual([]);
});

/** As `startTracker` puts it together: the listener of its server. */
async function startedApp(): Promise<Express> {
  const listen = jest.spyOn(http.Server.prototype, 'listen');
  const tracker = await startTracker({ port: 0, databaseUrl: 'sqlite::memory:' });
  try {
    const server = listen.mock.contexts[0] as http.Server;
    const listeners = server.listeners('request') as unknown as Express[];
    const app = listeners.find((listener) => 'router' in listener);
    if (app === undefined) throw new Error('The server has no Express application.');
    return app;
  } finally {
    listen.mockRestore();
    await tracker.close();
  }
}

/** `GET /tasks/{id}` and so on: all is in handlers that say what they serve; a route or router beside them could not be seen here. */
function servedBy({ stack }: { readonly stack: readonly Layer[] }): string[] {
  return stack.flatMap(({ name, route, handle }) => {
    expect({ layer: name, route, stack: handle.stack }).toEqual({ layer: name });
    return routesOf(handle).map((each) => each.replaceAll(/:(\w+)/g, '{$1}'));
  });
}
