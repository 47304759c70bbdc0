/** One operation as the document has it. */
import { byStatus, describeHeaders, problemResponse, problemsOf, responseName } from './openapi-problems';
import type { OpenApiSchemas } from './openapi-schemas';
import type {
  Content,
  OperationObject,
  ParameterObject,
  Reference,
  RequestBodyObject,
  ResponseObject,
} from './openapi-types';
import type { AnswerDescription, Operation, Permission } from './operation';

/** Schemas and problem responses that several operations refer to. */
export interface OpenApiParts {
  readonly schemas: OpenApiSchemas;
  readonly responses: Map<string, ResponseObject>;
}

export function describeOperation(operation: Operation, parts: OpenApiParts): OperationObject {
  const { id, tag, summary, description, permission } = operation;
  const requestBody = describeBody(operation, parts);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, scopeSentence(permission)].filter(Boolean).join('\n\n'),
    security: permission === 'public' ? [] : [{ key: [permission] }, { session: [permission] }],
    parameters: describeParameters(operation, parts.schemas),
    ...(requestBody !== undefined && { requestBody }),
    responses: describeResponses(operation, parts),
  };
}

function scopeSentence(permission: Permission): string {
  return permission === 'public' ? 'Needs no key.' : `Needs the scope \`${permission}\`.`;
}

function describeParameters(
  { params, query, headers = {}, path }: Operation,
  schemas: OpenApiSchemas,
): ParameterObject[] {
  const inPath = schemas.propertiesOf(params, 'input');
  const inQuery = schemas.propertiesOf(query, 'input');
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return [
    ...names.map((name) => parameter('path', name, inPath.properties[name] ?? { type: 'string' }, true)),
    ...Object.entries(inQuery.properties).map(([name, schema]) =>
      parameter('query', name, schema, inQuery.required.includes(name)),
    ),
    ...Object.entries(headers).map(([name, description]) =>
      parameter('header', name, { type: 'string', description }, false),
    ),
  ];
}

function parameter(
  place: ParameterObject['in'],
  name: string,
  { description, ...schema }: ParameterObject['schema'],
  required: boolean,
): ParameterObject {
  const said = typeof description === 'string' ? { description } : {};
  return { name, in: place, required, ...said, schema };
}

function describeBody(
  { body, rawBody }: Operation,
  { schemas }: OpenApiParts,
): RequestBodyObject | undefined {
  if (body !== undefined) {
    const schema = schemas.schemaOf(body.schema, 'input');
    const types = body.types ?? ['application/json'];
    return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
  }
  if (rawBody === undefined) return undefined;
  const { types, description } = rawBody;
  const content = Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }]));
  return { required: true, description, content };
}

function describeResponses(
  operation: Operation,
  { schemas, responses }: OpenApiParts,
): Record<string, ResponseObject | Reference> {
  const described: Record<string, ResponseObject | Reference> = {};
  for (const [status, answer] of Object.entries(operation.answers))
    described[status] = describeAnswer(answer, schemas);
  for (const [status, codes] of byStatus(problemsOf(operation))) {
    const name = responseName(codes);
    responses.set(name, problemResponse(schemas, codes));
    described[status] = { $ref: `#/components/responses/${name}` };
  }
  return described;
}

function describeAnswer(answer: AnswerDescription, schemas: OpenApiSchemas): ResponseObject {
  const { description, headers } = answer;
  const content = contentOf(answer, schemas);
  return {
    description,
    ...(headers !== undefined && { headers: describeHeaders(headers) }),
    ...(content !== undefined && { content }),
  };
}

/** A type without a schema is plain text, e.g. a stream of events or a table. */
function contentOf({ schema, type }: AnswerDescription, schemas: OpenApiSchemas): Content | undefined {
  if (schema === undefined && type === undefined) return undefined;
  const said = schema === undefined ? { type: 'string' } : schemas.schemaOf(schema, 'output');
  const types = [type ?? 'application/json'].flat();
  return Object.fromEntries(types.map((one) => [one, { schema: said }]));
}
