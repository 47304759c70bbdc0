/** Serves the board: one shell for all its pages, and the files that the shell names. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { serving } from '../http/served-routes';
import { buildBoardAssets, type AssetFile, type BoardAssets } from './board-assets';
import { pageHeaders } from './page-headers';

const PAGES = ['/', '/card/:id', '/sign-in', '/admin'];
const FILES = '/assets/:name';
/** How all of them and the files begin; asked first, since most requests are for the API. */
const BEGINNINGS = /^\/(?:$|\?|card\/|sign-in|admin|assets\/)/;
/** The names change with the content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The bundle is made once for a process, however many trackers it runs. */
let building: Promise<BoardAssets> | undefined;

/** Begins to make the pages, so that the first reader does not wait; a failure is told by the request that needs them. */
export function prepareBoard(): void {
  boardAssets().catch(() => undefined);
}

function boardAssets(): Promise<BoardAssets> {
  return (building ??= buildBoardAssets());
}

export function boardRoutes(): RequestHandler {
  const router = Router({ caseSensitive: true });
  router.get(PAGES, ...pageHeaders, async (request, response) => {
    const { html } = await boardAssets();
    response.set({ 'Cache-Control': 'no-cache', ETag: html.etag });
    if (isKnown(request, html.etag)) response.status(304).end();
    else sendFile(request, response, html);
  });
  router.get(FILES, async (request, response, next) => {
    const file = (await boardAssets()).files.get(`/assets/${request.params.name}`);
    if (file === undefined) {
      next();
      return;
    }
    response.set({ 'Cache-Control': FOR_EVER, 'X-Content-Type-Options': 'nosniff' });
    sendFile(request, response, file);
  });
  return serving(
    [...PAGES, FILES].map((path) => `GET ${path}`),
    (request, response, next) => (BEGINNINGS.test(request.url) ? router(request, response, next) : next()),
  );
}

function isKnown(request: Request, etag: string): boolean {
  const tags = (request.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag);
}

function sendFile(request: Request, response: Response, file: AssetFile): void {
  response.set({ 'Content-Type': file.type, Vary: 'Accept-Encoding' });
  switch (request.acceptsEncodings('br', 'gzip', 'identity')) {
    case 'br':
      response.set('Content-Encoding', 'br').end(file.brotli);
      return;
    case 'gzip':
      response.set('Content-Encoding', 'gzip').end(file.gzip);
      return;
    default:
      response.end(file.body);
  }
}
