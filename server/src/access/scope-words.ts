/** Scopes as the database keeps them: words separated by blanks. */
import { SCOPES, type Scope } from './access';

export function toWords(scopes: Iterable<Scope>): string {
  const given = new Set(scopes);
  return SCOPES.filter((scope) => given.has(scope)).join(' ');
}

export function fromWords(words: string): Scope[] {
  return SCOPES.filter((scope) => words.split(' ').includes(scope));
}
