/** Every route that the application has is in the OpenAPI document, or on the short list of pages. */
import http from 'node:http';
import type { Express } from 'express';
import { startTracker } from '../../../server/src';
import { apiDocument } from '../support/conformance';

/** Pages for people and the files they load. */
const PAGES = ['GET /', 'GET /card/{id}', 'GET /sign-in', 'GET /admin', 'GET /assets/{name}'];

interface Layer {
  readonly slash: boolean;
  readonly name: string;
  readonly route?: {
    readonly path: string | readonly string[];
    readonly methods: Readonly<Record<string, boolean>>;
  };
  readonly handle: { readonly stack?: readonly Layer[] };
}

test('the application serves nothing that is not described', async () => {
  const described = (await apiDocument())
    .operations()
    .map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  const served = routesOf((await startedApp()).router as unknown as { stack: Layer[] });
  expect(served).toEqual(expect.arrayContaining(['GET /tasks', 'POST /sync', 'GET /health']));
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

/** `GET /tasks/{id}` and so on, through all routers. */
function routesOf({ stack }: { readonly stack: readonly Layer[] }): string[] {
  return stack.flatMap((layer) => {
    const { route, handle } = layer;
    if (route !== undefined) return namesOf(route);
    // What is mounted under a path serves addresses that cannot be seen here.
    expect({ layer: layer.name, servesAll: layer.slash }).toEqual({ layer: layer.name, servesAll: true });
    return handle.stack === undefined ? [] : routesOf({ stack: handle.stack });
  });
}

function namesOf({ path, methods }: NonNullable<Layer['route']>): string[] {
  const paths = typeof path === 'string' ? [path] : path;
  const names = Object.keys(methods).filter((method) => method !== '_all' && methods[method]);
  return paths.flatMap((one) =>
    names.map((method) => `${method.toUpperCase()} ${one.replaceAll(/:(\w+)/g, '{$1}')}`),
  );
}
