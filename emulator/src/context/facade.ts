/** The base of every object a script sees: what the emulator does not have is refused by name, never `undefined`. */

/** Keys that printers, promises and test frameworks look up on anything; they must read as absent. */
const LOOKED_UP_BY_TOOLS: ReadonlySet<string> = new Set([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  'tagName',
  '$$typeof',
  'asymmetricMatch',
  '_isMockFunction',
  '@@__IMMUTABLE_ITERABLE__@@',
  '@@__IMMUTABLE_RECORD__@@',
]);

/** How error texts call an object's class, e.g. `SpreadsheetApp.Range`. */
const TYPE_NAME = Symbol('type name');

const handlers = new Map<string, ProxyHandler<object>>();

function handlerFor(name: string): ProxyHandler<object> {
  let handler = handlers.get(name);
  if (!handler) {
    handler = {
      get(target, key, receiver): unknown {
        if (typeof key === 'symbol' || key in target || LOOKED_UP_BY_TOOLS.has(key)) {
          return Reflect.get(target, key, receiver);
        }
        throw new Error(`${name}.${key} is not implemented by this emulator`);
      },
    };
    handlers.set(name, handler);
  }
  return handler;
}

/** Wraps an object so that reading a member it lacks throws `<name>.<member> is not implemented by this emulator`. */
export function guard<T extends object>(target: T, name: string): T {
  return new Proxy(target, handlerFor(name)) as T;
}

/**
 * Base class of services and their objects. Keep state in #private fields: they live on the guarded object, and scripts
 * cannot see them. `name` is the class as scripts know it; `service` only shows in error texts.
 */
export abstract class Facade {
  constructor(name: string, service = '') {
    Object.defineProperty(this, TYPE_NAME, { value: service ? `${service}.${name}` : name });
    Object.defineProperty(this, 'toString', { value: () => name, configurable: true });
    return guard(this, name);
  }
}

/** A service that the emulator does not have at all: any use throws `<name> is not implemented by this emulator`. */
export function unimplementedService(name: string): unknown {
  const refuse = (): never => {
    throw new Error(`${name} is not implemented by this emulator`);
  };
  return new Proxy(refuse, {
    get: (_target, key) => (typeof key === 'symbol' || LOOKED_UP_BY_TOOLS.has(key) ? undefined : refuse()),
    apply: refuse,
    construct: refuse,
  });
}

/** The full class name of a facade or enum value; undefined for anything else. */
export function typeNameOf(value: object): string | undefined {
  return (value as { [TYPE_NAME]?: string })[TYPE_NAME];
}

/** One value of a platform enum: prints and serialises as its name. */
export class EnumValue {
  readonly #name: string;
  readonly #ordinal: number;

  constructor(type: string, name: string, ordinal: number) {
    this.#name = name;
    this.#ordinal = ordinal;
    Object.defineProperty(this, TYPE_NAME, { value: type });
  }

  name(): string {
    return this.#name;
  }
  ordinal(): number {
    return this.#ordinal;
  }
  compareTo(other: EnumValue): number {
    return this.#ordinal - other.ordinal();
  }
  toString(): string {
    return this.#name;
  }
  toJSON(): string {
    return this.#name;
  }
}

/** A guarded enum such as `SpreadsheetApp.BorderStyle`; `type` is its full name. */
export function enumOf<const Names extends readonly string[]>(
  type: string,
  names: Names,
): Readonly<Record<Names[number], EnumValue>> {
  const values = names.map((name, ordinal) => [name, new EnumValue(type, name, ordinal)] as const);
  return guard(Object.fromEntries(values), type) as Record<Names[number], EnumValue>;
}
