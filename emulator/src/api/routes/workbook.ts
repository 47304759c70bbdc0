/** The workbook and its cells, read; and what a person does with them. */
import { Router } from 'express';
import { z } from 'zod';
import type { SheetModel } from '../../workbook/sheet';
import { actionSchema } from '../action-schema';
import { ApiError } from '../api-error';
import { knownUser, type ApiContext } from '../context';
import { byUser, byUserWaiting, numberInPath, user, wait } from '../fields';
import { performAction } from '../perform-action';
import type { UserAction } from '../types';
import { validate } from '../validate';
import { cellsView } from '../views/cells-view';
import { workbookView } from '../views/workbook-view';
import { answerAction } from './answer-action';

const cellsQuery = z.strictObject({ user, range: z.string().max(100).optional() });
const actionBody = z.strictObject({ user, action: actionSchema, wait });

export function workbookRoutes(context: ApiContext): Router {
  const { emulator } = context;
  const router = Router();
  router.get('/workbook', (request, response) => {
    const who = knownUser(context, validate(byUser, request.query).user);
    response.json(workbookView(emulator, who, context.links()));
  });
  router.get('/sheets/:id/cells', (request, response) => {
    const query = validate(cellsQuery, request.query);
    knownUser(context, query.user);
    response.json(cellsView(emulator, sheetById(context, request.params.id), query.range));
  });
  router.post('/actions', async (request, response) => {
    const body = validate(actionBody, request.body);
    // Absent fields are absent, not undefined: what the contract says, and JSON cannot say otherwise.
    const action = body.action as UserAction;
    const session = emulator.as(knownUser(context, body.user));
    requireSheet(context, action);
    response.json(await answerAction(emulator, performAction(session, action), body.wait));
  });
  router.post('/open', async (request, response) => {
    const body = validate(byUserWaiting, request.body);
    const started = emulator.as(knownUser(context, body.user)).startOpen();
    response.json(await answerAction(emulator, started, body.wait));
  });
  return router;
}

/** @throws ApiError not_found */
export function sheetById({ emulator }: ApiContext, id: string): SheetModel {
  const sheet = emulator.workbook.findSheet(validate(numberInPath, id));
  if (!sheet)
    throw new ApiError('not_found', `There is no tab with the id ${id}. GET /api/workbook lists them.`);
  return sheet;
}

function requireSheet({ emulator }: ApiContext, action: UserAction): void {
  for (const field of ['sheet', 'to'] as const) {
    const name = (action as { readonly [field in 'sheet' | 'to']?: string | number })[field];
    if (name !== undefined && !emulator.workbook.findSheet(name))
      throw new ApiError('not_found', `${field}: there is no tab ${JSON.stringify(name)}.`);
  }
}
