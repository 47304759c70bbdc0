/** Serves the reference page and its two files. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { unknownObject } from '../errors';
import { docsPage } from './docs-page';
import { DOCS_ICON, DOCS_STYLE } from './docs-style';
import { openApiDocument } from './openapi';
import { operation, type Operation } from './operation';

const tag = 'Machines';
/** The page has no script, and nothing of it may come from elsewhere. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

interface DocsFile {
  readonly type: string;
  readonly text: string;
}

/** By name; the names change with the content. */
const STYLE_NAME = `style-${hashOf(DOCS_STYLE)}.css`;
const ICON_NAME = `icon-${hashOf(DOCS_ICON)}.svg`;
const FILES: ReadonlyMap<string, DocsFile> = new Map([
  [STYLE_NAME, { type: 'text/css', text: DOCS_STYLE }],
  [ICON_NAME, { type: 'image/svg+xml', text: DOCS_ICON }],
]);

/** @param operations all of them, these included; read when first asked, since these are part of them */
export function docsOperations(operations: () => readonly Operation[]): Operation[] {
  return [page(operations), file()];
}

function page(operations: () => readonly Operation[]): Operation {
  let text: string | undefined;
  return operation({
    id: 'docs',
    method: 'get',
    path: '/docs',
    tag,
    summary: 'The reference page for people',
    permission: 'public',
    answers: { 200: { description: 'HTML, without scripts.', type: 'text/html' } },
    handle({ response }) {
      text ??= docsPage(openApiDocument(operations()), {
        style: `docs/${STYLE_NAME}`,
        icon: `docs/${ICON_NAME}`,
      });
      response
        .set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-cache' })
        .type('html')
        .send(text);
    },
  });
}

const file = (): Operation =>
  operation({
    id: 'docsFile',
    method: 'get',
    path: '/docs/{name}',
    tag,
    summary: 'A file of the reference page',
    permission: 'public',
    params: z.object({ name: z.string() }),
    answers: {
      200: { description: 'Never changes under this name.', type: ['text/css', 'image/svg+xml'] },
    },
    problems: ['unknown_object'],
    handle({ params, response }) {
      const found = FILES.get(params.name);
      if (found === undefined) throw unknownObject('file');
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type(found.type).send(found.text);
    },
  });

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
