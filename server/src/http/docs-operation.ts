/** One operation on the reference page. */
import { html, inline, prose, table, type Html } from './docs-html';
import { describe, fieldsOf, link, typeOf } from './docs-schema';
import type {
  Content,
  OpenApiDocument,
  OperationObject,
  ParameterObject,
  Reference,
  ResponseObject,
} from './openapi-types';
import type { Method } from './operation';

export function operationSection(
  document: OpenApiDocument,
  path: string,
  method: Method,
  operation: OperationObject,
): Html {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const answers = Object.entries(responses).flatMap(([status, response]) =>
    '$ref' in response ? [] : answerRow(status, response),
  );
  return html`<section id="${operationId}" aria-labelledby="${operationId}-title">
    <h3 id="${operationId}-title">
      <span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code>
    </h3>
    <p class="summary">${inline(summary)}</p>
    ${prose(description)} ${parameters.length === 0 ? '' : parameterTable(parameters)}
    ${requestBody === undefined ? '' : body(requestBody.description, requestBody.content)}
    <h4>Answers</h4>
    ${table('Answers', ['Status', 'Body', 'Meaning'], answers)} ${problems(document, responses)}
  </section>`;
}

function parameterTable(parameters: readonly ParameterObject[]): Html {
  const rows = parameters.map(
    ({ name, in: place, required, schema, description = '' }) =>
      html`<tr>
        <th scope="row"><code>${name}</code>${required ? '' : html` <small>optional</small>`}</th>
        <td>${place}</td>
        <td>${typeOf(schema)}</td>
        <td>${inline(description)}${describe({ ...schema, description: undefined })}</td>
      </tr>`,
  );
  return html`<h4>Parameters</h4>
    ${table('Parameters', ['Name', 'In', 'Type', 'Meaning'], rows)}`;
}

function body(description: string | undefined, content: Content): Html {
  const types = Object.keys(content).map((type) => html` <code>${type}</code>`);
  const [schema] = Object.values(content).map((one) => one.schema);
  return html`<h4>Body</h4>
    <p>${types}: ${schema === undefined ? '' : typeOf(schema)}</p>
    ${description === undefined ? '' : prose(description)} ${(schema !== undefined && fieldsOf(schema)) || ''}`;
}

function answerRow(status: string, { description, headers = {}, content = {} }: ResponseObject): Html {
  const shown = Object.entries(content).map(
    ([type, { schema }]) => html`<code>${type}</code><br />${typeOf(schema)}`,
  );
  const said = Object.entries(headers).map(
    ([name, header]) => html`<br /><code>${name}</code>: ${inline(header.description)}`,
  );
  return html`<tr>
    <th scope="row">${status}</th>
    <td>${shown.length === 0 ? 'none' : shown}</td>
    <td>${inline(description)}${said}</td>
  </tr>`;
}

/** All have the same body, so a line says it. */
function problems(document: OpenApiDocument, responses: OperationObject['responses']): Html {
  const said = Object.entries(responses).flatMap(([status, response]) =>
    '$ref' in response ? html`${status} ${descriptionOf(document, response)} ` : [],
  );
  return html`<p>
    <small>Or ${link(PROBLEM)}: ${said}</small>
  </p>`;
}

const PROBLEM = '#/components/schemas/ProblemDetails';

function descriptionOf({ components }: OpenApiDocument, { $ref }: Reference): string {
  return components.responses[$ref.split('/').at(-1) ?? '']?.description ?? '';
}
