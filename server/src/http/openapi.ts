/** The OpenAPI 3.1 document, made from the same operations and schemas that are served. */
import { version } from '../../package.json';
import { describeOperation, type OpenApiParts } from './openapi-operation';
import { OpenApiSchemas } from './openapi-schemas';
import type { OpenApiDocument, OperationObject } from './openapi-types';
import type { Operation } from './operation';

const DESCRIPTION = `Tasks over HTTP, and one exchange that a spreadsheet syncs through.

Everything is JSON unless an answer says otherwise. Every error is problem details (RFC 9457) with a stable \`type\` and a sentence that says what to do.
A request that answers 4xx or 5xx has changed nothing. Unknown fields and unknown query parameters are refused with 400; other methods than the listed
ones answer 405 with \`Allow\`. Lengths of texts are counted in UTF-16 code units. Later versions may add fields to answers: leave alone what you do not know.
Every answer carries \`X-Request-Id\`.`;

const TAGS: Readonly<Record<string, string>> = {
  Tasks: 'Tasks, one at a time, with versions and history.',
  Board: 'What the board shows: cards, counts, flow, and changes as they happen.',
  Session: 'Who asks, and signing in.',
  Sync: 'The exchange of a spreadsheet, and the feed of changes.',
  'Import and export': 'All tasks as one file, CSV or JSON lines, out and in.',
  Admin: 'Keys, webhooks, audit log, personal data and settings.',
  Webhooks: 'Where changes are sent to, and what became of each delivery.',
  Machines: 'For monitors, balancers and programs that read this document.',
};

/** The same operations give the same document, byte for byte. */
export function openApiDocument(operations: readonly Operation[]): OpenApiDocument {
  const parts: OpenApiParts = { schemas: new OpenApiSchemas(), responses: new Map() };
  const paths: Record<string, Record<string, OperationObject>> = {};
  for (const operation of operations) {
    const item = (paths[operation.path] ??= {});
    if (item[operation.method] !== undefined)
      throw new Error(`${operation.method} ${operation.path} is there twice. Remove one of them.`);
    item[operation.method] = describeOperation(operation, parts);
  }
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return {
    openapi: '3.1.1',
    info: {
      title: 'Work Tracker',
      version,
      summary: 'Tasks that a spreadsheet can sync with.',
      description: DESCRIPTION,
    },
    servers: [{ url: '/', description: 'This tracker.' }],
    tags: tags.map((name) => ({ name, description: TAGS[name] ?? name })),
    paths,
    components: {
      schemas: parts.schemas.named(),
      responses: sorted(parts.responses),
      securitySchemes: SECURITY,
    },
  };
}

const SECURITY = {
  key: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key. Scopes: `read`; `write`, which implies read; `sync`; `admin`, which implies all. A tracker without any key serves its own computer only, and asks nobody.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'session',
    description: 'The session of somebody who has signed in on the board.',
  },
};

function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1)));
}
