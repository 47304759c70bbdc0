/** Values after a JSON Schema: mostly such that fit, often such that nearly fit, sometimes such that have nothing to do with it. */
import fc from 'fast-check';
import type { JsonSchema } from '../../../server/src/http/openapi-types';
import { ALL_TEXTS, MARK } from './hostile-texts';

export interface Generating {
  /** The schema that a reference names. */
  readonly resolve: (schema: JsonSchema) => JsonSchema;
  /** Values that exist in the tracker, by the name of the field. */
  readonly known: Readonly<Record<string, readonly string[]>>;
}

type Values = fc.Arbitrary<unknown>;

/** @param name of the field that the value stands in */
export function valuesFor(schema: JsonSchema, name: string, generating: Generating, depth = 0): Values {
  return fc.oneof(
    { arbitrary: fitting(schema, name, generating, depth), weight: 12 },
    { arbitrary: unfitting, weight: depth === 0 ? 2 : 1 },
  );
}

const deep = fc.integer({ min: 10, max: 400 }).map((levels) => {
  let value: unknown = MARK;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
});

/** Anything at all. */
const unfitting: Values = fc.oneof(
  fc.constantFrom(...ALL_TEXTS),
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, 5e-324, [], {}, [[]], ''),
  fc.constantFrom(`${MARK}`.repeat(900), '😀'.repeat(300)),
  fc.jsonValue({ maxDepth: 3 }),
  deep,
);

function fitting(given: JsonSchema, name: string, generating: Generating, depth: number): Values {
  const schema = generating.resolve(given);
  const choices = (schema['oneOf'] ?? schema['anyOf']) as readonly JsonSchema[] | undefined;
  if (choices !== undefined)
    return fc.oneof(...choices.map((choice) => fitting(choice, name, generating, depth)));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom<unknown>(...(schema['enum'] as unknown[]));
  switch (schema['type']) {
    case 'object':
      return objects(schema, generating, depth);
    case 'array':
      return fc.array(valuesFor((schema['items'] ?? {}) as JsonSchema, name, generating, depth + 1), {
        minLength: Math.min(Number(schema['minItems'] ?? 0), 3),
        maxLength: 4,
      });
    case 'string':
      return texts(schema, name, generating);
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return unfitting;
  }
}

function objects(schema: JsonSchema, generating: Generating, depth: number): Values {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const required = (schema['required'] ?? []) as string[];
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, of]) => [name, valuesFor(of, name, generating, depth + 1)]),
  );
  const whole = fc.record(fields, { requiredKeys: required });
  const surplus = fc.dictionary(
    fc.constantFrom('id', `${MARK} `, 'constructor', 'workspace', ''),
    unfitting,
    {
      minKeys: 1,
      maxKeys: 2,
    },
  );
  return fc.oneof(
    { arbitrary: whole, weight: 10 },
    { arbitrary: fc.record(fields, { requiredKeys: [] }), weight: 1 },
    { arbitrary: fc.tuple(whole, surplus).map(([one, more]) => ({ ...one, ...more })), weight: 1 },
  );
}

function texts(schema: JsonSchema, name: string, { known }: Generating): Values {
  const max = Math.min(Number(schema['maxLength'] ?? 60), 25_000);
  const usual: { arbitrary: Values; weight: number }[] = [
    { arbitrary: fc.constantFrom(...ALL_TEXTS), weight: 4 },
    { arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(max, 30) }), weight: 2 },
    { arbitrary: fc.string({ unit: 'binary', maxLength: Math.min(max, 30) }), weight: 1 },
    { arbitrary: fc.constantFrom('x'.repeat(max), 'x'.repeat(max + 1), '😀'.repeat(max / 2)), weight: 1 },
  ];
  const there = known[name] ?? [];
  if (there.length > 0) usual.push({ arbitrary: fc.constantFrom(...there), weight: 6 });
  const shaped = SHAPED[formatOf(schema)] ?? (name === 'url' ? SHAPED['uri'] : undefined);
  if (shaped !== undefined) usual.push({ arbitrary: shaped, weight: 6 });
  return fc.oneof(...usual);
}

const SHAPED: Readonly<Record<string, Values>> = {
  uuid: fc.uuid(),
  'date-time': fc.oneof(
    fc
      .date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2200-01-01') })
      .map((date) => date.toISOString()),
    fc.constantFrom(
      '2999-13-45T99:99:99Z',
      '2030-01-01',
      '+275760-09-13T00:00:00.000Z',
      '0000-01-01T00:00:00Z',
    ),
  ),
  uri: fc.constantFrom(
    `https://${MARK}.invalid/hook`,
    `https://${MARK}.invalid:8443/a?b=c`,
    'https://127.0.0.1/hook',
    'https://[::1]/hook',
    'http://169.254.169.254/latest/meta-data',
    `https://user:${MARK}@hook.invalid/`,
    `file:///etc/${MARK}`,
    `javascript:${MARK}`,
    'https://',
    'https://0x7f000001/',
    `https://docs.google.com/spreadsheets/d/${MARK}/edit#gid=0`,
  ),
};

function numbers(schema: JsonSchema): Values {
  const min = Number(schema['minimum'] ?? -1_000);
  const max = Number(schema['maximum'] ?? 1_000);
  return fc.oneof(
    { arbitrary: fc.integer({ min: Math.max(min, -1_000), max: Math.min(max, 40) }), weight: 6 },
    { arbitrary: fc.constantFrom(min, max), weight: 2 },
    { arbitrary: fc.constantFrom(min - 1, max + 1, max + 0.5, 1e21, -1e21, 2 ** 53 + 2), weight: 1 },
  );
}

function formatOf({ format }: JsonSchema): string {
  return typeof format === 'string' ? format : '';
}
