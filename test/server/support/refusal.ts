/** A request that must be refused: problem details, a sentence, no value sent back, nothing written. */
import type { ProblemDetails } from '../../../src/contract';
import type { Call, RunningTracker } from './running-tracker';

/** Stands in every value sent; no answer may hold it. */
export const SECRET = 'Jane.Secret';

export interface Refusal extends Call {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** What the sentence must say. */
  readonly says: RegExp;
}

export async function expectRefusal(
  { client, writes: count }: RunningTracker,
  { method, path, status, says, ...call }: Omit<Refusal, 'name'>,
): Promise<void> {
  const writes = count();
  const answer = await client.call<ProblemDetails>(method, path, call);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({
    status,
    type: expect.stringMatching(/^urn:lead-sync:problem:[a-z-]+$/) as string,
    title: expect.stringMatching(/^[A-Z]/) as string,
    detail: expect.stringMatching(says) as string,
  });
  expect(answer.body.detail).toMatch(/\.$/);
  expect(JSON.stringify(answer.body)).not.toContain(SECRET);
  expect(count()).toBe(writes);
}
