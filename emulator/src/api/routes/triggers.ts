/** Installed triggers: listed, run now, disabled and enabled. */
import { Router } from 'express';
import { z } from 'zod';
import { NOTIFY, type InstalledTrigger } from '../../index';
import { ApiError } from '../api-error';
import type { ApiContext } from '../context';
import { byUser, byUserWaiting } from '../fields';
import { validate } from '../validate';
import { triggerView } from '../views/trigger-view';
import { answerAction } from './answer-action';

const notifyBody = z.strictObject({ frequency: z.enum(NOTIFY) });
const params = z.object({ id: z.string().max(100) });

export function triggerRoutes(context: ApiContext): Router {
  const { emulator } = context;
  const { triggers } = emulator;
  const router = Router();
  router.get('/triggers', (_request, response) => {
    response.json(triggers.list().map((trigger) => triggerView(emulator, trigger)));
  });
  router.post('/triggers/:id/run', async (request, response) => {
    const body = validate(byUserWaiting, request.body);
    const { id } = find(context, request.params);
    response.json(await answerAction(emulator, triggers.start(id), body.wait));
  });
  for (const change of ['disable', 'enable'] as const) {
    router.post(`/triggers/:id/${change}`, (request, response) => {
      validate(byUser, request.body);
      const { id } = find(context, request.params);
      triggers[change](id);
      response.json(triggerView(emulator, find(context, { id })));
    });
  }
  router.post('/triggers/:id/notify', (request, response) => {
    const { frequency } = validate(notifyBody, request.body);
    const { id } = find(context, request.params);
    triggers.notify(id, frequency);
    response.json(triggerView(emulator, find(context, { id })));
  });
  return router;
}

function find({ emulator }: ApiContext, given: unknown): InstalledTrigger {
  const { id } = validate(params, given);
  const trigger = emulator.triggers.find(id);
  if (!trigger) throw new ApiError('not_found', `There is no trigger ${id}. GET /api/triggers lists them.`);
  return trigger;
}
