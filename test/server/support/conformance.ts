/** Holds every answer of the tracker against its OpenAPI document: status, content type, body and headers. */
import { servedDocument } from '../../../server/tools/served-document';
import { METHODS, type Method } from '../../../server/src/http/operation';
import type { ResponseObject } from '../../../server/src/http/openapi-types';
import { ApiDocument } from './api-document';

export interface SeenAnswer {
  readonly method: string;
  /** With or without query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Pages and their assets are for people, and not part of the API. */
const PAGES = /^\/(?:$|card\/|sign-in$|admin$|assets\/|favicon\.ico$)/;
/** Headers that say something about this one answer; all others come with every answer, or are Node's. */
const TELLING = [
  'accept-patch',
  'accept-post',
  'allow',
  'content-disposition',
  'etag',
  'idempotency-replayed',
  'link',
  'location',
  'retry-after',
  'set-cookie',
  'www-authenticate',
];

let loaded: Promise<ApiDocument> | undefined;

/** Read once from a tracker of its own, so that no test's log or limit sees it. */
export function apiDocument(): Promise<ApiDocument> {
  return (loaded ??= servedDocument().then((document) => new ApiDocument(document)));
}

/** @throws Error that says how the answer and the document differ */
export async function expectConformance(answer: SeenAnswer): Promise<void> {
  const misfit = misfitOf(await apiDocument(), answer);
  if (misfit === null) return;
  throw new Error(
    `${answer.method} ${answer.path} answered ${answer.status}, and the OpenAPI document does not have it so: ${misfit}`,
  );
}

/** @returns how the answer and the document differ; null when they do not */
export function misfitOf(api: ApiDocument, answer: SeenAnswer): string | null {
  const [address = ''] = answer.path.split(/[?#]/);
  if (isNodesOwn(answer)) return null;
  const found = api.find(address);
  if (found === undefined) return PAGES.test(address) ? null : problemMisfit(api, answer);
  const asked = answer.method.toLowerCase();
  const method = METHODS.find((known) => known === (asked === 'head' ? 'get' : asked));
  const operation = method === undefined ? undefined : found.item[method];
  if (method === undefined || operation === undefined) return refusedMethodMisfit(api, answer);
  const response = operation.responses[answer.status];
  if (response === undefined) return `this status is not there. The body: ${answer.text.slice(0, 500)}`;
  const described = api.resolve(response);
  return headerMisfit(answer, described) ?? bodyMisfit(api, found.path, method, answer, described);
}

/** What Node's HTTP parser refuses never reaches the application, and has no body. */
function isNodesOwn({ status, headers, text }: SeenAnswer): boolean {
  return [400, 408, 431].includes(status) && !headers.has('x-request-id') && text === '';
}

function refusedMethodMisfit(api: ApiDocument, answer: SeenAnswer): string | null {
  if (answer.method === 'OPTIONS' && answer.status === 204) return null;
  return answer.status < 400 ? 'this method is not there' : problemMisfit(api, answer);
}

/** Any problem; only for what is no operation. */
function problemMisfit(api: ApiDocument, answer: SeenAnswer): string | null {
  if (answer.status < 400) return 'this address is not there';
  if (answer.method === 'HEAD') return null;
  const type = mediaTypeOf(answer);
  if (type !== 'application/problem+json') return `its content type is ${type}`;
  return schemaMisfit(api, ['components', 'schemas', 'ProblemDetails'], JSON.parse(answer.text));
}

function headerMisfit({ headers }: SeenAnswer, { headers: described = {} }: ResponseObject): string | null {
  const names = Object.keys(described).map((name) => name.toLowerCase());
  const surplus = TELLING.filter((name) => headers.has(name) && !names.includes(name));
  return surplus.length === 0 ? null : `it has the header ${surplus.join(', ')}`;
}

function bodyMisfit(
  api: ApiDocument,
  path: string,
  method: Method,
  answer: SeenAnswer,
  { content = {} }: ResponseObject,
): string | null {
  const types = Object.keys(content);
  if (types.length === 0) return answer.text === '' ? null : 'it has a body';
  if (answer.method === 'HEAD') return null;
  const type = mediaTypeOf(answer);
  if (!types.includes(type)) return `its content type is ${type}, and not ${types.join(' or ')}`;
  const body: unknown = /[/+]json$/.test(type) ? JSON.parse(answer.text) : answer.text;
  return schemaMisfit(api, api.answerPointer(path, method, answer.status, type), body);
}

function schemaMisfit(api: ApiDocument, pointer: readonly string[], body: unknown): string | null {
  const validate = api.validatorAt(...pointer);
  if (validate(body)) return null;
  const errors = (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath || 'the body', message, JSON.stringify(params)].join(' '),
  );
  return `${errors.join('; ')}. The body: ${JSON.stringify(body).slice(0, 500)}`;
}

function mediaTypeOf({ headers }: SeenAnswer): string {
  return (headers.get('content-type') ?? 'none').split(';')[0]!.trim();
}
