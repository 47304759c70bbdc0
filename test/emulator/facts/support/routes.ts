/** The API's routes as its Express app has them. */
import type { Express } from 'express';

interface Layer {
  readonly slash: boolean;
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** `GET /api/workbook`, …: what is mounted below /api; the page and its files are not. */
export function routesOf(app: Express): readonly string[] {
  const { stack } = app.router as unknown as { readonly stack: readonly Layer[] };
  // A router that is mounted nowhere in particular answers from the root.
  return stack
    .filter(({ slash }) => !slash)
    .flatMap(({ handle }) => (handle.stack ?? []).flatMap(routesBelow));
}

function routesBelow({ route, handle }: Layer): readonly string[] {
  if (!route) return (handle.stack ?? []).flatMap(routesBelow);
  return Object.keys(route.methods).map((method) => `${method.toUpperCase()} /api${route.path}`);
}
