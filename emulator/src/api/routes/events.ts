/** The event stream: server-sent events for as long as the client listens. */
import { Router, type Response } from 'express';
import { knownUser, type ApiContext } from '../context';
import type { EventFeed } from '../event-feed';
import { byUser } from '../fields';
import type { EmulatorEvent } from '../types';
import { validate } from '../validate';

/** A comment now and then keeps connections from being taken for dead. */
const HEARTBEAT_MS = 20_000;

export function eventRoutes(context: ApiContext, feed: EventFeed): Router {
  const router = Router();
  router.get('/events', (request, response) => {
    const query = validate(byUser, request.query);
    const user = query.user === undefined ? null : knownUser(context, query.user);
    stream(context, feed, user, response);
  });
  return router;
}

/** @param user null: events of all users */
function stream({ emulator }: ApiContext, feed: EventFeed, user: string | null, response: Response): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  });
  const send = (event: EmulatorEvent) => void response.write(`data: ${JSON.stringify(event)}\n\n`);
  send({ type: 'hello', revision: emulator.workbook.revision });
  const remove = feed.on((event, concerns) => {
    if (user === null || concerns === null || concerns === user) send(event);
  });
  const beat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  beat.unref();
  response.on('close', () => {
    clearInterval(beat);
    remove();
  });
}
