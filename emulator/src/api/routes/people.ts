/** The people of the spreadsheet: listed, added, and given another role or language. */
import { Router } from 'express';
import { z } from 'zod';
import { ROLES } from '../../index';
import type { ApiContext } from '../context';
import { validate } from '../validate';

const personBody = z.strictObject({
  email: z.email('expected an e-mail address').max(200),
  role: z.enum(ROLES).exclude(['owner']).optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}([-_][A-Za-z]{2,4})?$/, 'expected a language such as "de" or "pt-BR"')
    .optional(),
});

export function peopleRoutes({ emulator }: ApiContext): Router {
  const router = Router();
  router.get('/people', (_request, response) => void response.json(emulator.people.list()));
  router.post('/people', (request, response) => {
    const { email, role, locale } = validate(personBody, request.body);
    emulator.people.share({ email, ...(role && { role }), ...(locale !== undefined && { locale }) });
    response.json(emulator.people.list());
  });
  return router;
}
