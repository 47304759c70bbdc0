/** The addresses under /tasks. */
import { Router, type Request, type Response } from 'express';
import { ProblemError } from '../errors';
import { isNotModified, readIfMatch, sendTask } from '../http/etag';
import { methodNotAllowed } from '../http/method-not-allowed';
import { requireJson } from '../http/require-json';
import { parseOrRefuse } from '../validation/parse';
import { leadIdField, newTaskSchema, taskChangesSchema, taskQuerySchema } from './schema';
import { refuseOtherVersion, type TaskService } from './service';

/** Printable ASCII, as the Idempotency-Key draft (a structured-field string) has it; the quotes may be left out. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

type TaskRequest = Request<{ id: string }>;

export function taskRoutes(tasks: TaskService): Router {
  const router = Router({ caseSensitive: true });
  collection(router, tasks);
  byLead(router, tasks);
  single(router, tasks);
  return router;
}

function collection(router: Router, tasks: TaskService): void {
  router
    .route('/tasks')
    .get(async (request, response) => {
      const { tasks: page, next } = await tasks.list(parseOrRefuse(taskQuerySchema, request.query));
      if (next !== null) response.set('Link', `<${nextAddress(request, next)}>; rel="next"`);
      response.json(page);
    })
    .post(requireJson('application/json'), async (request: Request, response: Response) => {
      const fields = parseOrRefuse(newTaskSchema, request.body);
      const { task, replayed } = await tasks.create(fields, readIdempotencyKey(request));
      if (replayed) response.set('Idempotency-Replayed', 'true');
      sendTask(response.location(`/tasks/${task.id}`), task, 201);
    })
    .all(methodNotAllowed('GET', 'POST'));
}

function byLead(router: Router, tasks: TaskService): void {
  router
    .route('/tasks/by-lead/:lead_id')
    .get(async (request, response) => {
      response.json(await tasks.byLead(parseOrRefuse(leadIdField, request.params.lead_id)));
    })
    .all(methodNotAllowed('GET'));
}

function single(router: Router, tasks: TaskService): void {
  const change = async (request: TaskRequest, response: Response) => {
    const changes = parseOrRefuse(taskChangesSchema, request.body);
    sendTask(response, await tasks.change(request.params.id, changes, readIfMatch(request)));
  };
  router
    .route('/tasks/:id')
    .get(async (request, response) => {
      const task = await tasks.get(request.params.id);
      refuseOtherVersion(task, readIfMatch(request));
      if (isNotModified(request, task)) response.status(304).set('ETag', `"${task.version}"`).end();
      else sendTask(response, task);
    })
    .put(requireJson('application/json'), change)
    .patch(requireJson('application/json', 'application/merge-patch+json'), change)
    .delete(async (request, response) => {
      await tasks.delete(request.params.id, readIfMatch(request));
      response.status(204).end();
    })
    .all(methodNotAllowed('GET', 'PUT', 'PATCH', 'DELETE'));
}

/** Relative, so that it holds behind any proxy or tunnel. */
function nextAddress(request: Request, token: string): string {
  const query = new URLSearchParams(request.query as Record<string, string>);
  query.set('page', token);
  return `/tasks?${query.toString()}`;
}

function readIdempotencyKey(request: Request): string | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return key;
  throw new ProblemError(
    'invalid_request',
    'Idempotency-Key must be 1 to 255 printable ASCII characters without blanks, e.g. a UUID. Nothing was changed.',
  );
}
