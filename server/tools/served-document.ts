/** The OpenAPI document, from a tracker that is started for it. */
import { startTracker } from '../src';
import type { OpenApiDocument } from '../src/http/openapi-types';

export async function servedDocument(): Promise<OpenApiDocument> {
  const tracker = await startTracker({ port: 0, databaseUrl: 'sqlite::memory:' });
  try {
    const response = await fetch(`${tracker.url}/openapi.json`);
    if (!response.ok)
      throw new Error(`/openapi.json answered ${response.status}. See the log for the fault.`);
    return (await response.json()) as OpenApiDocument;
  } finally {
    await tracker.close();
  }
}
