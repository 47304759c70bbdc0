/** The reference page: the whole OpenAPI document as plain HTML, without a script. */
import { html, prose, type Html } from './docs-html';
import { operationSection } from './docs-operation';
import { describe, fieldsOf, typeOf } from './docs-schema';
import type { JsonSchema, OpenApiDocument, OperationObject } from './openapi-types';
import { METHODS, type Method } from './operation';

interface Place {
  readonly path: string;
  readonly method: Method;
  readonly operation: OperationObject;
}

/** @param style address of the style sheet; @param icon address of the icon */
export function docsPage(
  document: OpenApiDocument,
  { style, icon }: { style: string; icon: string },
): string {
  const { info, tags, components } = document;
  const places = placesOf(document);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${info.title}: API reference</title>
        <link rel="icon" href="${icon}" />
        <link rel="stylesheet" href="${style}" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to the reference</a>
        <nav aria-label="Operations">
          ${tags.map(({ name }) => tagLinks(name, places))}
          <h2><a href="#schemas">Schemas</a></h2>
        </nav>
        <main id="content">
          <h1>${info.title} <small>${info.version}</small></h1>
          ${prose(info.description)}
          <p><a href="openapi.json">The same as an OpenAPI 3.1 document</a></p>
          ${tags.map(({ name, description }) => tagSection(document, name, description, places))}
          <h2 id="schemas">Schemas</h2>
          ${Object.entries(components.schemas).map(([name, schema]) => schemaSection(name, schema))}
        </main>
      </body>
    </html>`;
  return page.text;
}

function placesOf({ paths }: OpenApiDocument): Place[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
}

function tagLinks(tag: string, places: readonly Place[]): Html {
  const links = places
    .filter(({ operation }) => operation.tags.includes(tag))
    .map(
      ({ path, method, operation }) =>
        html`<li>
          <a href="#${operation.operationId}"
            ><b class="method ${method}">${method.toUpperCase()}</b> ${path}</a
          >
        </li>`,
    );
  return html`<h2><a href="#${tagId(tag)}">${tag}</a></h2>
    <ul>
      ${links}
    </ul>`;
}

function tagSection(
  document: OpenApiDocument,
  tag: string,
  description: string,
  places: readonly Place[],
): Html {
  const sections = places
    .filter(({ operation }) => operation.tags.includes(tag))
    .map(({ path, method, operation }) => operationSection(document, path, method, operation));
  return html`<h2 id="${tagId(tag)}">${tag}</h2>
    ${prose(description)} ${sections}`;
}

function schemaSection(name: string, schema: JsonSchema): Html {
  return html`<section id="schema-${name}" aria-labelledby="schema-${name}-title">
    <h3 id="schema-${name}-title">${name}</h3>
    <p>${describe(schema)}</p>
    ${fieldsOf(schema) ?? html`<p>${typeOf(schema)}</p>`}
  </section>`;
}

function tagId(tag: string): string {
  return `tag-${tag.toLowerCase().replaceAll(/\W+/g, '-')}`;
}
