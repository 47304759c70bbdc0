/** Runs a schema and tells in sentences what does not fit. */
import type { z } from 'zod';
import { ProblemError } from '../errors';

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly FieldError[] };

/** A name that a program would give a field. Anything else sent as a name is not repeated. */
const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/;

export function parse<T>(schema: z.ZodType<T>, input: unknown): Parsed<T> {
  const parsed = schema.safeParse(input);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, errors: parsed.error.issues.flatMap(toFieldErrors) };
}

/** @throws ProblemError invalid_request with one sentence per field that does not fit */
export function parseOrRefuse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = parse(schema, input);
  if (parsed.ok) return parsed.value;
  throw new ProblemError('invalid_request', `${sentences(parsed.errors)} Nothing was changed.`, {
    errors: parsed.errors,
  });
}

/** The distinct sentences, at most three: the rest stands in `errors`. */
export function sentences(errors: readonly FieldError[]): string {
  return [...new Set(errors.map((error) => error.message))].slice(0, 3).join(' ');
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.slice(0, 20).map((key) => ({
    path: FIELD_NAME.test(key) ? [path, key].filter(Boolean).join('.') : path,
    message: issue.message,
  }));
}
