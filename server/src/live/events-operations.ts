/** The operation that open windows listen to. */
import { z } from 'zod';
import { operation, type Operation } from '../http/operation';
import { record, text } from '../validation/text';
import type { LiveEvents } from './live-events';

const querySchema = record('The query', { cursor: z.exactOptional(text('cursor', { max: 200 })) });

export function eventsOperations(live: LiveEvents): Operation[] {
  return [
    operation({
      id: 'streamEvents',
      method: 'get',
      path: '/events',
      tag: 'Board',
      summary: 'Changes as they happen (server-sent events)',
      description:
        '`hello` {cursor} comes first; `change` {cursor, cards} brings cards as they are now, each with `deleted`; `reset` {} means: read everything again. The id of each event is the cursor to come back with, as Last-Event-ID or `cursor`. A comment line every 15 seconds shows that the connection lives.',
      permission: 'read',
      headers: { 'Last-Event-ID': 'Go on after the event with this id; it counts before `cursor`.' },
      query: querySchema,
      answers: {
        200: {
          description: 'The stream, until one side ends it.',
          type: 'text/event-stream',
        },
      },
      async handle({ access, query, request, response }) {
        if (request.method === 'HEAD')
          return { status: 200, headers: { 'Content-Type': 'text/event-stream' } };
        const cursor = request.get('last-event-id') ?? query.cursor ?? '';
        return live.open(request, response, access, cursor === '' ? null : cursor);
      },
    }),
  ];
}
