/** Serves operations: permission first, then content type and body, then parameters and query, then the handler. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { mayDo } from '../access/access';
import { accessOf } from '../access/request-access';
import { ProblemError, unknownObject, unknownTask } from '../errors';
import { parseOrRefuse } from '../validation/parse';
import { methodNotAllowed } from './method-not-allowed';
import type { Answer, Operation, Permission } from './operation';
import { requireJson } from './require-json';

export function mountOperations(operations: readonly Operation[]): Router {
  const router = Router({ caseSensitive: true });
  for (const [path, ofPath] of groupByPath(operations)) {
    const route = router.route(path.replace(/\{(\w+)\}/g, ':$1'));
    for (const operation of ofPath) route[operation.method](...handlersOf(operation));
    route.all(methodNotAllowed(...ofPath.map(({ method }) => method.toUpperCase())));
  }
  return router;
}

function groupByPath(operations: readonly Operation[]): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations)
    groups.set(operation.path, [...(groups.get(operation.path) ?? []), operation]);
  return groups;
}

function handlersOf(operation: Operation): RequestHandler[] {
  const { permission, body } = operation;
  const reading = body === undefined ? [] : requireJson(...(body.types ?? ['application/json']));
  return [
    requirePermission(permission),
    ...reading,
    (request, response) => run(operation, request, response),
  ];
}

function requirePermission(permission: Permission): RequestHandler {
  return (request, _response, next) => {
    if (permission === 'public') next();
    else next(mayDo(accessOf(request), permission) ? undefined : missingScope(permission));
  };
}

function missingScope(permission: Permission): ProblemError {
  return new ProblemError(
    'forbidden',
    `This needs the scope ${permission}, which this key or session does not have. Use one that has it. Nothing was changed.`,
  );
}

/** PostgreSQL refuses NUL even in a question, and no id holds one. Other parameters have schemas that refuse it. */
function refuseNul({ problems = [] }: Operation, params: object): void {
  if (!Object.values(params).some((value) => typeof value === 'string' && value.includes('\0'))) return;
  if (problems.includes('unknown_task')) throw unknownTask();
  if (problems.includes('unknown_object')) throw unknownObject('object');
}

async function run(operation: Operation, request: Request, response: Response): Promise<void> {
  const { params, query, body, handle } = operation;
  refuseNul(operation, request.params);
  const answer = await handle({
    get access() {
      return accessOf(request);
    },
    params: params === undefined ? request.params : parseOrRefuse(params, request.params),
    query: query === undefined ? {} : parseOrRefuse(query, request.query),
    body: body === undefined ? undefined : parseOrRefuse(body.schema, request.body),
    request,
    response,
  });
  if (answer !== undefined) send(response, answer);
}

/** Not Express's own sending, which works out for every answer what is the same for all of ours. */
function send(response: Response, { status, body, headers }: Answer): void {
  response.statusCode = status;
  for (const name in headers) response.setHeader(name, headers[name] ?? '');
  if (body === undefined) {
    response.end();
    return;
  }
  const text = JSON.stringify(body);
  if (!response.hasHeader('Content-Type'))
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  // Node leaves the text out of an answer to HEAD.
  response.end(text);
}
