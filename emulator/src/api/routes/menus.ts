/** The script's menus, and the choice of an item. */
import { Router } from 'express';
import { z } from 'zod';
import { knownUser, type ApiContext } from '../context';
import { byUser, user, wait } from '../fields';
import { validate } from '../validate';
import { answerAction } from './answer-action';

const path = z
  .array(z.string().max(500), { error: 'expected captions, e.g. ["Lead Sync", "Sync now"]' })
  .min(2)
  .max(20);
const menuBody = z.strictObject({ user, path, wait });

export function menuRoutes(context: ApiContext): Router {
  const { emulator } = context;
  const router = Router();
  router.get('/menus', (request, response) => {
    response.json(emulator.menus(knownUser(context, validate(byUser, request.query).user)));
  });
  router.post('/menu', async (request, response) => {
    const body = validate(menuBody, request.body);
    const started = emulator.as(knownUser(context, body.user)).startMenu(body.path);
    response.json(await answerAction(emulator, started, body.wait));
  });
  return router;
}
