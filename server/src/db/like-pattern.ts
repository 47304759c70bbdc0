/** The pattern that finds a part of a text in any case; `%` and `_` in it stand for themselves. Use it with `escape '\\'` on `lower(…)`. */

export function likePattern(part: string): string {
  return `%${part.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
