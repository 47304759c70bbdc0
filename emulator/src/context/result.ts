/** What a function's return value becomes outside its context. */
import { encodeWire, decodeWire } from '../bridge/wire';
import { outputOf } from './services/output';

/** `value`: plain data with Dates as `{$date}`; `json`: what JSON.stringify gives inside the script, `null` for undefined. */
export function portableResult(value: unknown): { value: unknown; json: string } {
  const output = outputOf(value);
  if (output) return { value: output, json: JSON.stringify(output.content) };
  const json = stringify(value);
  return { value: isPlain(value) ? decodeWire(encodeWire(value)) : JSON.parse(json), json };
}

/** Circular values and BigInts have no JSON; the platform drops such a return value too. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return 'null';
  }
}

/** True for primitives, Dates, arrays and plain objects all the way down, without cycles. */
function isPlain(value: unknown, ancestors: readonly object[] = []): boolean {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return false;
  if (typeof value !== 'object' || value === null || value instanceof Date) return true;
  if (ancestors.includes(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
  const path = [...ancestors, value];
  return Object.values(value).every((item) => isPlain(item, path));
}
