/** What google.script.run hands to its success handler for a function's return value. */

/**
 * Primitives, arrays and plain objects arrive as copies. A Date anywhere in it makes the whole value null, without an error;
 * what has no JSON (undefined, a function) is null too.
 * @param value what an execution returned, Dates as Dates
 */
export function callValue(value: unknown): unknown {
  if (value === undefined || containsDate(value)) return null;
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return null;
  }
}

function containsDate(value: unknown, ancestors: readonly object[] = []): boolean {
  if (typeof value !== 'object' || value === null || ancestors.includes(value)) return false;
  if (Object.prototype.toString.call(value) === '[object Date]') return true;
  return Object.values(value).some((item) => containsDate(item, [...ancestors, value]));
}
