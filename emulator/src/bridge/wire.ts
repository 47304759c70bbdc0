/** Text form of what crosses between a script's context and the emulator: JSON, plus what JSON would lose. */

/** Marks a value that JSON has no form for: undefined, NaN, the infinities and -0. */
interface WireSpecial {
  readonly $special: 'undefined' | 'NaN' | 'Infinity' | '-Infinity' | '-0';
}

/** JSON text of any plain data; Dates become `{$date: ms}` and stay so on the other side (see reviveDates). */
export function encodeWire(value: unknown): string {
  return JSON.stringify(isPlainJson(value) ? value : toWire(value));
}

/** Fresh objects of the calling realm. */
export function decodeWire(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes('"$special"') ? fromWire(value, restoreSpecial) : value;
}

/** Turns every `{$date: ms}` inside plain data into a Date of the calling realm. */
export function reviveDates(value: unknown): unknown {
  return fromWire(value, (record) =>
    typeof record['$date'] === 'number' ? new Date(record['$date']) : record,
  );
}

/** Dates of another realm are no `instanceof Date`. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]';
}

function isPlainJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      if (value === null) return true;
      if (Array.isArray(value)) return value.every(isPlainJson);
      return !isDate(value) && Object.values(value).every(isPlainJson);
    default:
      return false;
  }
}

function toWire(value: unknown): unknown {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol')
    return special('undefined');
  if (typeof value === 'number') return numberToWire(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isDate(value)) return { $date: value.getTime() };
  if (Array.isArray(value)) return Array.from(value, toWire);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toWire(item)]));
}

function numberToWire(value: number): unknown {
  if (Object.is(value, -0)) return special('-0');
  if (Number.isNaN(value)) return special('NaN');
  if (Number.isFinite(value)) return value;
  return special(value > 0 ? 'Infinity' : '-Infinity');
}

function special(name: WireSpecial['$special']): WireSpecial {
  return { $special: name };
}

function restoreSpecial(record: Record<string, unknown>): unknown {
  switch (record['$special']) {
    case 'undefined':
      return undefined;
    case 'NaN':
    case 'Infinity':
    case '-Infinity':
    case '-0':
      return Number(record['$special']);
    default:
      return record;
  }
}

function fromWire(value: unknown, restore: (record: Record<string, unknown>) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => fromWire(item, restore));
  const restored = restore(value as Record<string, unknown>);
  if (restored !== value) return restored;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromWire(item, restore)]));
}
