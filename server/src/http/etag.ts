/** A task's entity tag is its version in quotes; conditional requests compare with it. */
import type { Request } from 'express';
import type { Task } from '../contract';
import { ProblemError } from '../errors';

const ENTITY_TAGS = /^\s*(?:W\/)?"[^"]*"\s*(?:,\s*(?:W\/)?"[^"]*"\s*)*$/;

/** Says whether a version is one that the request's If-Match allows. */
export type VersionGuard = (version: number) => boolean;

export function etagOf(task: Pick<Task, 'version'>): string {
  return `"${task.version}"`;
}

/**
 * @returns the guard of the request's If-Match; without that header every version passes
 * @throws ProblemError invalid_request when the header holds no entity tags
 */
export function readIfMatch(request: Request): VersionGuard {
  const header = request.get('if-match');
  if (header === undefined || header.trim() === '*') return () => true;
  if (!ENTITY_TAGS.test(header)) {
    throw new ProblemError(
      'invalid_request',
      'If-Match must be * or the ETag of the task as it was read, with its quotes. Nothing was changed.',
    );
  }
  // Strong comparison (RFC 9110, 13.1.1): a weak tag never matches.
  const tags = header.split(',').map((tag) => tag.trim());
  return (version) => tags.includes(etagOf({ version }));
}

/** Weak comparison (RFC 9110, 13.1.2); a header that holds no entity tags is as good as none. */
export function isNotModified(request: Request, task: Task): boolean {
  const header = request.get('if-none-match');
  if (header === undefined) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etagOf(task));
}
