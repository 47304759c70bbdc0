/** A schema as people read it: its type in one line, its fields as a table. */
import { html, inline, table, type Html } from './docs-html';
import type { JsonSchema } from './openapi-types';

export function typeOf(schema: JsonSchema): Html {
  const choices = (schema['oneOf'] ?? schema['anyOf'] ?? schema['allOf']) as
    readonly JsonSchema[] | undefined;
  if (typeof schema['$ref'] === 'string') return link(schema['$ref']);
  if (choices !== undefined) return joined(choices.map(typeOf));
  if ('const' in schema) return html`<code>${JSON.stringify(schema['const'])}</code>`;
  if (Array.isArray(schema['enum']))
    return joined(schema['enum'].map((word) => html`<code>${JSON.stringify(word)}</code>`));
  if (schema['type'] === 'array') return html`list of ${typeOf((schema['items'] ?? {}) as JsonSchema)}`;
  const types = [schema['type'] ?? 'any'].flat().map(String);
  return html`${types.map((type) => TYPE_NAMES[type] ?? type).join(' or ')}${limitsOf(schema)}`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number' };

/** Null for what has no fields of its own. */
export function fieldsOf(schema: JsonSchema): Html | null {
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  if (fields.length === 0) return null;
  const required = (schema['required'] ?? []) as readonly string[];
  const rows = fields.map(([name, field]) => row(name, field, required.includes(name)));
  return table('Fields', ['Field', 'Type', 'Meaning'], rows);
}

function row(name: string, field: JsonSchema, isRequired: boolean): Html {
  const inner = fieldsOf(field) ?? fieldsOf((field['items'] ?? {}) as JsonSchema);
  return html`<tr>
    <th scope="row"><code>${name}</code>${isRequired ? '' : html` <small>optional</small>`}</th>
    <td>${typeOf(field)}</td>
    <td>${describe(field)}${inner ?? ''}</td>
  </tr>`;
}

export function describe({ description, default: usual }: JsonSchema): Html[] {
  return [
    ...(typeof description === 'string' ? inline(description) : []),
    ...(usual === undefined ? [] : [html` Default: <code>${JSON.stringify(usual)}</code>.`]),
  ];
}

export function link(reference: string): Html {
  const name = reference.split('/').at(-1) ?? '';
  return html`<a href="#schema-${name}">${name}</a>`;
}

function joined(parts: readonly Html[]): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html` or ${part}`))}`;
}

/** Safe integers are what every number is; saying so would hide the limits that mean something. */
function limitsOf({ minimum, maximum, minLength, maxLength, format }: JsonSchema): string {
  const least = numbers(minimum, minLength).find((limit) => limit !== Number.MIN_SAFE_INTEGER);
  const most = numbers(maximum, maxLength).find((limit) => limit !== Number.MAX_SAFE_INTEGER);
  const words = [
    typeof format === 'string' ? format : '',
    least === undefined || least === 0 ? '' : `from ${least}`,
    most === undefined ? '' : `to ${most}${maxLength === undefined ? '' : ' characters'}`,
  ].filter(Boolean);
  return words.length === 0 ? '' : ` (${words.join(' ')})`;
}

function numbers(...limits: readonly unknown[]): number[] {
  return limits.filter((limit) => typeof limit === 'number');
}
