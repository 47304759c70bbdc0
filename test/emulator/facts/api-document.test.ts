/** docs/emulator.md describes the JSON API as it is: every route, every error, and a session whose calls answer as they stand there. */
import type { Express } from 'express';
import { createEmulator, type Emulator } from '../../../emulator/src/index';
import { createEmulatorApi } from '../../../emulator/src/api/create-emulator-api';
import { ApiError } from '../../../emulator/src/api/api-error';
import { serveEmulator, type EmulatorServer } from '../../../emulator/src/api/serve';
import { API_ERROR_CODES } from '../../../emulator/src/api/types';
import { curlCallsIn } from './support/curl';
import { readDocument, tablesOf } from './support/document';
import { routesOf } from './support/routes';

const DOCUMENT = readDocument();
const USERS = ['owner@example.com', 'colleague@example.com'];
const page = () => Promise.reject(new Error('no page here'));

function tableOf(heading: string): readonly (readonly string[])[] {
  return tablesOf(DOCUMENT).find((table) => table.heading === heading)?.rows ?? [];
}

/** The script that the document asks to save as Code.gs. */
function exampleScript(): string {
  return /```js\n([\s\S]*?)```/.exec(DOCUMENT)?.[1] ?? '';
}

let emulator: Emulator;
let server: EmulatorServer;
let app: Express;
beforeAll(async () => {
  emulator = createEmulator({ files: [{ name: 'Code.gs', source: exampleScript() }], users: USERS });
  ({ app } = createEmulatorApi(emulator, { page }));
  server = await serveEmulator(emulator, 0, { page });
});
afterAll(async () => {
  await server.close();
  await emulator.close();
});

test('every route is listed, and every route that is listed exists', () => {
  const listed = tableOf('Routes').map(([route = '']) => route.replace(/`/g, ''));
  expect([...listed].sort()).toEqual([...routesOf(app)].sort());
});

test('every error code is listed with its status', () => {
  const listed = tableOf('The JSON API').map(([code = '', status]) => [
    code.replace(/`/g, ''),
    Number(status),
  ]);
  const known = API_ERROR_CODES.map((code) => [code, new ApiError(code, '').status]);
  expect([...listed].sort()).toEqual([...known].sort());
});

test('the session answers as it stands there', async () => {
  const wrong: string[] = [];
  for (const { method, path, headers, body, expected, line } of curlCallsIn(DOCUMENT)) {
    if (path === '/api/dialogs') await waitFor(() => emulator.dialogs.list().length > 0);
    const response = await fetch(server.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = path === '/api/events' ? await firstLine(response) : await response.text();
    if (!response.ok || !text.startsWith(expected))
      wrong.push(`${line}\n  ${response.status} ${text.slice(0, 300)}`);
  }
  expect(wrong).toEqual([]);
});

test('the session calls every route', () => {
  const called = curlCallsIn(DOCUMENT).map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`);
  const missing = routesOf(app).filter(
    (route) => !called.some((call) => new RegExp(`^${route.replace(/:id/g, '[^/]+')}$`).test(call)),
  );
  expect(missing).toEqual([]);
});

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

async function firstLine(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const chunk = await reader?.read();
  await reader?.cancel();
  return Buffer.from(chunk?.value ?? []).toString();
}
