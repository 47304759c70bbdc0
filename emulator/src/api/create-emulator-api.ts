/** An emulator over HTTP: the page, the JSON API behind it, its event stream, and the script's web app. */
import express, { type Express, type RequestHandler } from 'express';
import type { Emulator } from '../index';
import { answerError } from './answer-error';
import { ApiError } from './api-error';
import type { ApiContext, ApiLink } from './context';
import { EventFeed } from './event-feed';
import { onlyFromHere, onlyJsonOrCsv } from './guard';
import { pageAssets } from './page-assets';
import { authorizationRoutes } from './routes/authorization';
import { csvRoutes } from './routes/csv';
import { dialogRoutes } from './routes/dialogs';
import { eventRoutes } from './routes/events';
import { menuRoutes } from './routes/menus';
import { pageRoutes, type LoadPage } from './routes/page';
import { pageDialogRoutes } from './routes/pages';
import { peopleRoutes } from './routes/people';
import { scriptRoutes } from './routes/script';
import { settingsRoutes } from './routes/settings';
import { triggerRoutes } from './routes/triggers';
import { workbookRoutes } from './routes/workbook';

export interface EmulatorApiOptions {
  /** What the page offers beside the spreadsheet, e.g. the tracker's board. */
  readonly links?: readonly ApiLink[] | (() => readonly ApiLink[]);
  /** The page's files; the emulator's own page without it. */
  readonly page?: LoadPage;
}

export interface EmulatorApi {
  /** To be served on loopback only; requests under another name are refused. */
  readonly app: Express;
  /** Nobody is at the page any more: streams end, dialogs that nobody answers fail again. */
  readonly close: () => void;
}

const LARGEST_BODY = '10mb';

export function createEmulatorApi(emulator: Emulator, options: EmulatorApiOptions = {}): EmulatorApi {
  const { links = [], page = pageAssets } = options;
  const context: ApiContext = { emulator, links: () => (typeof links === 'function' ? links() : links) };
  const feed = new EventFeed(emulator);
  const leave = emulator.dialogs.attend();
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(safeHeaders, onlyFromHere, webApp(emulator), onlyJsonOrCsv);
  app.use('/api', noStore, storedFirst(emulator), express.json({ limit: LARGEST_BODY }));
  app.use('/api', ...routers(context, feed));
  app.use(pageRoutes(page));
  app.use((request) => {
    throw new ApiError(
      'not_found',
      `There is no ${request.method} ${request.path}. docs/emulator.md lists what there is.`,
    );
  });
  app.use(answerError);
  return {
    app,
    close: () => {
      leave();
      feed.close();
    },
  };
}

function routers(context: ApiContext, feed: EventFeed): RequestHandler[] {
  return [
    workbookRoutes(context),
    menuRoutes(context),
    dialogRoutes(context),
    pageDialogRoutes(context),
    authorizationRoutes(context),
    peopleRoutes(context),
    scriptRoutes(context),
    triggerRoutes(context),
    settingsRoutes(context),
    csvRoutes(context, LARGEST_BODY),
    eventRoutes(context, feed),
  ];
}

/** The script's doGet and doPost; they read the body themselves. */
function webApp({ webApp: { listener } }: Emulator): RequestHandler {
  return (request, response, next) =>
    request.path.startsWith('/macros/') ? listener(request, response) : next();
}

const safeHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  next();
};

/** What was done is stored before anybody hears that it is done. */
function storedFirst(emulator: Emulator): RequestHandler {
  return (request, response, next) => {
    const send = response.json.bind(response);
    if (request.method !== 'GET')
      response.json = (body) => {
        response.json = send; // a store that fails is answered too
        emulator.flush();
        return send(body);
      };
    next();
  };
}

const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store');
  next();
};
