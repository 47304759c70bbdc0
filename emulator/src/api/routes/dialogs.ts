/** Alerts and prompts that wait, and their answers. */
import { Router } from 'express';
import { z } from 'zod';
import { DIALOG_BUTTONS } from '../../services/dialogs';
import { ApiError } from '../api-error';
import { knownUser, type ApiContext } from '../context';
import { byUser, user } from '../fields';
import { validate } from '../validate';
import { dialogView } from '../views/ui-views';

const answerBody = z.strictObject({
  user,
  button: z.enum(DIALOG_BUTTONS),
  text: z.string().max(1_000_000).optional(),
});

export function dialogRoutes(context: ApiContext): Router {
  const { emulator } = context;
  const router = Router();
  router.get('/dialogs', (request, response) => {
    const who = knownUser(context, validate(byUser, request.query).user);
    response.json(emulator.dialogs.list(who).map(dialogView));
  });
  router.post('/dialogs/:id', (request, response) => {
    const body = validate(answerBody, request.body);
    answerDialog(context, request.params.id, body);
    response.json({ ok: true });
  });
  return router;
}

function answerDialog(context: ApiContext, id: string, answer: z.infer<typeof answerBody>): void {
  const { dialogs } = context.emulator;
  const dialog = dialogs.list().find((waiting) => waiting.id === id);
  // Another person's dialog is not in front of this one.
  const theirs = answer.user !== undefined && dialog?.user !== knownUser(context, answer.user);
  if (!dialog || theirs)
    throw new ApiError('not_found', `No dialog ${id} waits: it was answered, or its run has ended.`);
  const { button, text } = answer;
  if (button !== 'CLOSE' && !dialog.buttons.includes(button))
    throw new ApiError('bad_request', `button: this dialog has ${dialog.buttons.join(', ')} and CLOSE.`);
  dialogs.answer(id, { button, ...(text === undefined ? {} : { text }) });
}
