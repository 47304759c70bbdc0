/** Serves the API's own description. */
import { z } from 'zod';
import { openApiDocument } from './openapi';
import { operation, type Operation } from './operation';

const documentSchema = z
  .looseObject({ openapi: z.string(), paths: z.looseObject({}), components: z.looseObject({}) })
  .meta({ description: 'An OpenAPI 3.1 document.' });

/** @param operations all of them, these included; read when first asked, since these are part of them */
export function openApiOperations(operations: () => readonly Operation[]): Operation[] {
  let text: string | undefined;
  return [
    operation({
      id: 'openApi',
      method: 'get',
      path: '/openapi.json',
      tag: 'Machines',
      summary: 'This document',
      permission: 'public',
      answers: { 200: { description: 'The document.', schema: documentSchema } },
      handle({ response }) {
        text ??= JSON.stringify(openApiDocument(operations()));
        response.type('json').send(text);
      },
    }),
  ];
}
