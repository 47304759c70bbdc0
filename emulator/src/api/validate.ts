/** Checks what a request brings, and says which field is wrong and what it should be. */
import type { z } from 'zod';
import { ApiError } from './api-error';

/** @throws ApiError bad_request naming the first field that does not fit */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  throw new ApiError('bad_request', describe(result.error.issues[0]));
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'The request is not as documented.';
  if (issue.code === 'unrecognized_keys')
    return `${placeOf(issue.path, issue.keys[0])} is unknown here. Leave it out, or check its spelling.`;
  return `${placeOf(issue.path)}: ${issue.message.replace(/\.$/, '')}.`;
}

function placeOf(path: readonly PropertyKey[], last?: string): string {
  const names = [...path, ...(last === undefined ? [] : [last])];
  if (names.length === 0) return 'The body';
  return names
    .map((name, index) => (typeof name === 'number' ? `[${name}]` : (index ? '.' : '') + String(name)))
    .join('');
}
