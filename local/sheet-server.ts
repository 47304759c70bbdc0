/** The emulated spreadsheet over HTTP on loopback, so that curl can read it, edit it and choose menu items while it stays up. */
import { createServer, type AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import type { Emulator, ExecutionReport } from '../emulator/src';
import { UsageError } from './options';
import { lettersOf } from './load-leads';

export interface SheetServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** @throws UsageError when the port is taken */
export async function serveSheet(emulator: Emulator, port: number): Promise<SheetServer> {
  const server = makeApp(emulator).listen(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port, '--port') : error),
    );
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator.webApp.serveAt(url);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @throws UsageError when something listens on the port already; nothing has been started or deleted by then */
export async function requireFreePort(port: number, option: '--port' | '--tracker-port'): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port, option) : error),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

function portTaken(port: number, option: string): UsageError {
  return new UsageError(
    `Port ${port} is taken by another program. End that one, or choose another port with ${option}.`,
  );
}

function makeApp(emulator: Emulator): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(onlyFromHere, webApp(emulator), express.json({ limit: '1mb' }));
  app.get('/', (_request, response) => void response.type('text/plain').send(GUIDE));
  app.get(
    '/api/sheets',
    (_request, response) => void response.json(emulator.workbook.sheets.map(({ name }) => name)),
  );
  app.get('/api/sheets/:name', (request, response) => readSheet(emulator, request.params.name, response));
  app.post('/api/edit', async (request, response) => {
    const { sheet, cell, value } = bodyOf(request);
    if (typeof sheet !== 'string' || typeof cell !== 'string' || typeof value !== 'string') {
      return refuse(response, 'Send {"sheet": "Leads", "cell": "D2", "value": "CONTACTED"}.');
    }
    response.json((await emulator.as().edit(sheet, cell, value)).map(brief));
  });
  app.post('/api/menu', async (request, response) => {
    const { menu = 'Lead Sync', item } = bodyOf(request);
    if (typeof menu !== 'string' || typeof item !== 'string')
      return refuse(response, 'Send {"item": "Sync now"}.');
    const { result, shown } = await watchDialogs(emulator, () => emulator.as().chooseMenu(menu, item));
    response.json(result.map((execution) => ({ ...brief(execution), shown })));
  });
  app.post('/api/triggers/:handler', async (request, response) => {
    const trigger = emulator.triggers.list().find(({ handler }) => handler === request.params.handler);
    if (trigger === undefined)
      return refuse(response, 'No trigger has this handler. Choose "Set up" in the menu first.', 404);
    response.json(brief(await emulator.triggers.run(trigger.id)));
  });
  app.use((_request, response) => refuse(response, 'There is no such route. GET / lists them.', 404));
  app.use(answerError);
  return app;
}

const GUIDE = `The emulated spreadsheet "Lead Tracker".
GET  /api/sheets                              names of the tabs
GET  /api/sheets/Leads                        the tab as displayed, row by row
POST /api/edit        {"sheet","cell","value"}  type into a cell, as its owner
POST /api/menu        {"item": "Sync now"}      choose an item of the Lead Sync menu
POST /api/triggers/runScheduledSync           let the time-driven trigger fire now
POST /macros/s/<deployment>/exec              the script's web app: what the tracker calls after a change
`;

/** The script's doPost, where the tracker calls when something has changed; it reads the body itself. */
function webApp({ webApp: { listener } }: Emulator): express.RequestHandler {
  return (request, response, next) =>
    request.path.startsWith('/macros/') ? listener(request, response) : next();
}

/** Another site's page could reach loopback through the browser: its requests carry an Origin, or a name that is not ours. */
function onlyFromHere(request: Request, response: Response, next: NextFunction): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const foreign = request.headers.origin !== undefined || !['127.0.0.1', 'localhost', '[::1]'].includes(host);
  if (foreign) refuse(response, 'This program answers only to programs on this machine.', 403);
  else if (request.method === 'POST' && request.headers['content-length'] !== '0' && !isJson(request)) {
    refuse(response, 'Send JSON, with the header content-type: application/json.', 415);
  } else next();
}

function isJson(request: Request): boolean {
  return (
    request.headers['content-type'] === undefined || request.is('application/json') === 'application/json'
  );
}

function bodyOf({ body }: Request): Record<string, unknown> {
  return (body ?? {}) as Record<string, unknown>;
}

function readSheet(emulator: Emulator, name: string, response: Response): void {
  const { workbook } = emulator;
  const sheet = workbook.findSheet(name);
  if (sheet === undefined)
    return refuse(response, 'There is no tab of this name. GET /api/sheets lists them.', 404);
  const { rows, columns } = workbook.usedSize(sheet);
  const row = (index: number): string[] =>
    Array.from({ length: columns }, (_, column) => workbook.display(sheet, index + 1, column + 1));
  response.json({
    range: `A1:${lettersOf(Math.max(1, columns))}${Math.max(1, rows)}`,
    values: Array.from({ length: rows }, (_, index) => row(index)),
  });
}

/** What the script showed meanwhile in alerts, prompts and toasts: there is no window here to show it in. */
async function watchDialogs<T>(
  emulator: Emulator,
  work: () => Promise<T>,
): Promise<{ result: T; shown: string[] }> {
  const shown: string[] = [];
  const remove = emulator.onServiceCall(({ method, args, phase }) => {
    if (phase === 'before' && ['Ui.alert', 'Ui.prompt', 'Spreadsheet.toast'].includes(method))
      shown.push(args.filter((arg) => typeof arg === 'string' && !/^[A-Z_]*$/.test(arg)).join('\n'));
    return undefined;
  });
  try {
    return { result: await work(), shown };
  } finally {
    remove();
  }
}

/** What an execution did, without the values it handled. */
function brief({ functionName, status, error, fetches, durationMs, logs }: ExecutionReport) {
  return {
    function: functionName,
    status,
    error: error?.message,
    fetches,
    durationMs,
    logs: logs.map(({ text }) => text),
  };
}

function refuse(response: Response, message: string, status = 400): void {
  response.status(status).json({ error: message });
}

function answerError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  refuse(response, error instanceof Error ? error.message : String(error));
}
