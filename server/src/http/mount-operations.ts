/** Serves operations: permission first, then content type and body, then parameters and query, then the handler. */
import type { Request, RequestHandler, Response } from 'express';
import findMyWay from 'find-my-way';
import { mayDo } from '../access/access';
import { accessOf } from '../access/request-access';
import { ProblemError, unknownObject, unknownTask } from '../errors';
import { parseOrRefuse } from '../validation/parse';
import { inOneGo } from './in-one-go';
import { methodNotAllowed } from './method-not-allowed';
import type { Answer, Operation, Permission } from './operation';
import { requireJson } from './require-json';
import { serving } from './served-routes';
import { addHeader, takeHeaders } from './waiting-headers';

const JSON_TYPE = 'application/json; charset=utf-8';
/** Characters. */
const SHORT_TEXT = 1_000;

type Tree = findMyWay.Instance<findMyWay.HTTPVersion.V1>;

/** What an address leads to, under one method. */
interface Place {
  /** As Express sets it, for log and metrics. */
  readonly route: { readonly path: string };
  readonly handler: RequestHandler;
}

/** Longer than any id that is taken; longer ones are no address of ours. */
const LONGEST_PARAMETER = 8_192;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type HttpMethod = (typeof METHODS)[number];

/** Found by a tree: Express's own router asks one pattern after the other, which took as long as reading a task. */
export function mountOperations(operations: readonly Operation[]): RequestHandler {
  const router = findMyWay({
    caseSensitive: true,
    ignoreTrailingSlash: true,
    maxParamLength: LONGEST_PARAMETER,
    onBadUrl: () => undefined,
  });
  const routes = [...groupByPath(operations)].flatMap(([path, ofPath]) => addPath(router, path, ofPath));
  const serve: RequestHandler = (request, response, next) => {
    const found = router.find(methodOf(request), request.url);
    if (found === null) return next();
    if (found.store === null) return next(badAddress());
    const { route, handler } = found.store as Place;
    request.route = route;
    request.params = found.params as Record<string, string>;
    return handler(request, response, next);
  };
  return serving(routes, serve);
}

/** @returns what is served now */
function addPath(router: Tree, path: string, operations: readonly Operation[]): string[] {
  const route = { path: path.replace(/\{(\w+)\}/g, ':$1') };
  const handlers = new Map(
    operations.map((operation) => [operation.method.toUpperCase(), inOneGo(...handlersOf(operation))]),
  );
  const others = methodNotAllowed(...handlers.keys());
  for (const method of METHODS) {
    const handler = handlers.get(method === 'HEAD' ? 'GET' : method) ?? others;
    router.on(method, route.path, () => undefined, { route, handler } satisfies Place);
  }
  return [...handlers.keys()].map((method) => `${method} ${route.path}`);
}

/** Methods that senders make up find what every address says to them. */
function methodOf({ method }: Request): HttpMethod {
  return METHODS.includes(method as HttpMethod) ? (method as HttpMethod) : 'OPTIONS';
}

function badAddress(): ProblemError {
  return new ProblemError(
    'invalid_request',
    'The request could not be read. Check its address, headers and body.',
  );
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
  for (const name in headers) addHeader(response, name, headers[name] ?? '');
  if (body === undefined) {
    response.writeHead(status, takeHeaders(response)).end();
    return;
  }
  const text = JSON.stringify(body);
  // A long text is encoded once; a short one goes out together with the head.
  const bytes = text.length > SHORT_TEXT ? Buffer.from(text) : text;
  addHeader(response, 'Content-Type', JSON_TYPE);
  addHeader(response, 'Content-Length', String(Buffer.byteLength(bytes)));
  // Node leaves the body out of an answer to HEAD.
  response.writeHead(status, takeHeaders(response)).end(bytes);
}
