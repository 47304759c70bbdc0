/** What no answer to a hostile request may be. */
import { misfitOf, type SeenAnswer } from '../support/conformance';
import type { ApiDocument } from '../support/api-document';
import type { HostileRequest, HostileTarget } from './hostile-requests';
import { MARK } from './hostile-texts';

/** @returns what is wrong with the answer; null when nothing is */
export function faultOf(
  api: ApiDocument,
  { operation }: HostileTarget,
  { credential }: HostileRequest,
  answer: SeenAnswer,
): string | null {
  const { status, text } = answer;
  if (status >= 500) return `it broke: ${text.slice(0, 300)}`;
  const isPublic = operation.security.length === 0;
  if (credential === 'wrong' && status < 400) return 'a key that does not exist was let in';
  if (!isPublic && credential !== 'right' && status < 400) return `let in with ${credential}`;
  if (status >= 400 && text.includes(MARK)) return `it repeats what was sent: ${text.slice(0, 300)}`;
  return misfitOf(api, answer);
}
