/** What google.script.run lets through as arguments: JSON's values and one form, the rest is refused as the platform does. */

/** Copies, as they are sent. @throws TypeError with the platform's text */
export function sendableArguments(args: readonly unknown[]): unknown[] {
  const [first] = args;
  if (args.length === 1 && first instanceof HTMLFormElement) return [formFields(first)];
  return args.map((value, index) => sendable(value, String(index), []));
}

function sendable(value: unknown, property: string, ancestors: readonly object[]): unknown {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'object':
      return value === null ? null : sendableObject(value, property, ancestors);
    case 'function':
    case 'symbol':
    case 'bigint':
      throw illegal(property);
  }
}

function sendableObject(value: object, property: string, ancestors: readonly object[]): unknown {
  if (ancestors.includes(value)) throw new TypeError('Failed due to circular reference.');
  const path = [...ancestors, value];
  if (Array.isArray(value)) return Array.from(value, (item, index) => sendable(item, String(index), path));
  if (!isPlain(value)) throw illegal(property);
  const entries = Object.entries(value)
    // The platform drops names that end in two underscores, and fields without a value.
    .filter(([name, item]) => !name.endsWith('__') && item !== undefined)
    .map(([name, item]) => [name, sendable(item, name, path)] as const);
  return Object.fromEntries(entries);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function illegal(property: string): TypeError {
  return new TypeError(`Failed due to illegal value in property: ${property}`);
}

/** Fields by name; a name that stands in the form more than once has an array. */
function formFields(form: HTMLFormElement): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new FormData(form)) {
    if (value instanceof File)
      throw new Error(`A form with files (${name}) is not implemented by this emulator`);
    const known = fields[name];
    fields[name] = known === undefined ? value : [known, value].flat();
  }
  return fields;
}
