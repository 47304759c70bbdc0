/** Sidebars and HTML dialogs: which are open, what is in them, and what their scripts call. */
import { Router } from 'express';
import { z } from 'zod';
import type { OpenPage } from '../../index';
import { ApiError } from '../api-error';
import { knownUser, type ApiContext } from '../context';
import { args, byUser, functionName, user } from '../fields';
import { SCRIPT_PAGE_HEADERS, wrapPage } from '../script-page';
import { validate } from '../validate';
import { pageView } from '../views/ui-views';

const runBody = z.strictObject({ user, function: functionName, args });

export function pageDialogRoutes(context: ApiContext): Router {
  const { emulator } = context;
  const { openPages } = emulator;
  const router = Router();
  router.get('/pages', (request, response) => {
    const who = knownUser(context, validate(byUser, request.query).user);
    response.json(openPages.list(who).map(pageView));
  });
  router.get('/pages/:id/content', (request, response) => {
    const { id, content } = openPage(context, request.params.id, validate(byUser, request.query).user);
    const html = wrapPage(content, { pageId: id, functions: openPages.visibleFunctions() });
    response.removeHeader('cross-origin-resource-policy'); // its frame is of another origin
    response.set(SCRIPT_PAGE_HEADERS).end(html);
  });
  router.post('/pages/:id/run', async (request, response) => {
    const body = validate(runBody, request.body);
    const { id } = openPage(context, request.params.id, body.user);
    response.json(await openPages.call(id, body.function, body.args ?? []));
  });
  router.post('/pages/:id/close', (request, response) => {
    const { id } = openPage(context, request.params.id, validate(byUser, request.body).user);
    openPages.close(id);
    response.json({ ok: true });
  });
  return router;
}

/** Another person's page is not in front of this one. */
function openPage(context: ApiContext, id: string, user: string | undefined): OpenPage {
  const page = context.emulator.openPages.find(id);
  const theirs = user !== undefined && page?.user !== knownUser(context, user);
  if (!page || theirs) throw new ApiError('not_found', `The page ${id} is not open any more.`);
  return page;
}
