/** The page itself: its HTML shell and the files under /assets/. */
import { Router, type Request, type Response } from 'express';
import { ApiError } from '../api-error';
import { PAGE_POLICY, type PageAssets, type PageFile } from '../page-assets';

export type LoadPage = () => Promise<PageAssets>;

export function pageRoutes(load: LoadPage): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const { html } = await load();
    response.setHeader('content-security-policy', PAGE_POLICY);
    send(request, response, html, 'no-cache');
  });
  router.get('/assets/:name', async (request, response) => {
    const file = (await load()).files.get(`/assets/${request.params.name}`);
    if (!file) throw new ApiError('not_found', 'There is no such file. Load the page again.');
    // The name changes with the content.
    send(request, response, file, 'public, max-age=31536000, immutable');
  });
  return router;
}

function send(request: Request, response: Response, { type, body, etag }: PageFile, cache: string): void {
  response.setHeader('cache-control', cache);
  response.setHeader('etag', etag);
  if (request.headers['if-none-match'] === etag) return void response.status(304).end();
  response.setHeader('content-type', type);
  response.end(body);
}
