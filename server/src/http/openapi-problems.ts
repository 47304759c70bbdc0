/** Which problems an operation can answer, as responses of the document. */
import type { ProblemCode } from '../errors';
import type { OpenApiSchemas } from './openapi-schemas';
import type { HeaderObject, JsonSchema, ResponseObject } from './openapi-types';
import type { Operation } from './operation';
import { problemType, statusOf, titleOf } from './problem';
import { problemSchema } from './problem-schema';

/** What an answer carries besides its body. */
const HEADERS: Partial<Record<ProblemCode, Readonly<Record<string, string>>>> = {
  unauthenticated: { 'WWW-Authenticate': 'How to say who asks.' },
  rate_limited: { 'Retry-After': 'Seconds until the next request is welcome.' },
  version_mismatch: { ETag: 'The current version in quotes.' },
  unsupported_media_type: {
    'Accept-Post': 'The content types that are read (with POST, PUT and DELETE).',
    'Accept-Patch': 'The content types that are read (with PATCH).',
  },
  database_busy: { 'Retry-After': 'Seconds until the lock may be gone.' },
  moved: { 'Retry-After': 'Seconds until it is worth asking again.' },
  not_ready: { 'Retry-After': 'Seconds until it is worth asking again.' },
};

/** `unauthenticated` and `forbidden` also where no key is needed: a wrong one is refused, and so is a stranger in the open mode. */
const ALWAYS: readonly ProblemCode[] = [
  'invalid_request',
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'internal',
  'database_busy',
  'moved',
];
const WITH_BODY: readonly ProblemCode[] = ['malformed_json', 'unsupported_media_type', 'too_large'];
const WITH_RAW_BODY: readonly ProblemCode[] = ['unsupported_media_type', 'too_large'];

export function problemsOf({ body, rawBody, problems = [] }: Operation): ProblemCode[] {
  return [
    ...new Set([
      ...ALWAYS,
      ...(body === undefined ? [] : WITH_BODY),
      ...(rawBody === undefined ? [] : WITH_RAW_BODY),
      ...problems,
    ]),
  ];
}

/** By status; several problems can share one. */
export function byStatus(codes: readonly ProblemCode[]): Map<number, ProblemCode[]> {
  const groups = new Map<number, ProblemCode[]>();
  for (const code of [...codes].sort())
    groups.set(statusOf(code), [...(groups.get(statusOf(code)) ?? []), code]);
  return groups;
}

/** The name of the response that stands for these problems, e.g. `InvalidRequestOrMalformedJson`. */
export function responseName(codes: readonly ProblemCode[]): string {
  return codes
    .map((code) =>
      code
        .split('_')
        .map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)
        .join(''),
    )
    .join('Or');
}

export function problemResponse(schemas: OpenApiSchemas, codes: readonly ProblemCode[]): ResponseObject {
  const headers = Object.assign({}, ...codes.map((code) => HEADERS[code])) as Record<string, string>;
  return {
    description: `${codes.map(titleOf).join(', or ')}.`,
    ...(Object.keys(headers).length > 0 && { headers: describeHeaders(headers) }),
    content: { 'application/problem+json': { schema: narrowed(schemas, codes) } },
  };
}

export function describeHeaders(headers: Readonly<Record<string, string>>): Record<string, HeaderObject> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );
}

function narrowed(schemas: OpenApiSchemas, codes: readonly ProblemCode[]): JsonSchema {
  return {
    allOf: [schemas.schemaOf(problemSchema, 'output')],
    properties: {
      type: { enum: codes.map(problemType) },
      status: { enum: [...new Set(codes.map(statusOf))] },
    },
  };
}
