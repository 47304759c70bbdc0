/** A tab as CSV, out and in. */
import express, { Router } from 'express';
import { knownUser, type ApiContext } from '../context';
import { parseTable, tableText } from '../csv';
import { ApiError } from '../api-error';
import { byUser } from '../fields';
import { validate } from '../validate';
import { answerAction } from './answer-action';
import { sheetById } from './workbook';

export function csvRoutes(context: ApiContext, largestBody: string): Router {
  const { emulator } = context;
  const router = Router();
  router.get('/sheets/:id/csv', (request, response) => {
    knownUser(context, validate(byUser, request.query).user);
    const sheet = sheetById(context, request.params.id);
    const name = `${emulator.workbook.name} - ${sheet.name}.csv`;
    response.attachment(name).type('text/csv; charset=utf-8');
    response.end(tableText(emulator.workbook, sheet));
  });
  const readText = express.text({ type: 'text/csv', limit: largestBody });
  router.post('/sheets/:id/csv', readText, async (request, response) => {
    const who = knownUser(context, validate(byUser, request.query).user);
    const { id } = sheetById(context, request.params.id ?? '');
    const rows = parseTable(bodyText(request.body));
    const started = emulator.as(who).startAct((actions) => actions.importTable(id, rows));
    response.json(await answerAction(emulator, started, true));
  });
  return router;
}

function bodyText(body: unknown): string {
  if (typeof body === 'string' && body !== '') return body;
  throw new ApiError('bad_request', 'Send CSV, with the header content-type: text/csv.');
}
