/** Turns the schemas that validate into JSON Schema; those with a name (`.meta({ id })`) are said once and referred to. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { documentedSchema } from '../validation/documented-as';
import { UnsaidRules } from './unsaid-rules';
import type { JsonSchema } from './openapi-types';

/** `input`: what a client may send; `output`: what it gets. */
export type Direction = 'input' | 'output';

export interface ObjectMembers {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

export class OpenApiSchemas {
  readonly #named = new Map<string, JsonSchema>();

  /** @throws Error when two different schemas have one name, or a schema has no form in JSON Schema */
  schemaOf(schema: z.ZodType, io: Direction): JsonSchema {
    const replace = (target: Record<string, unknown>, as: z.ZodType) => {
      const { description } = target;
      for (const word of Object.keys(target)) delete target[word];
      Object.assign(target, description !== undefined && { description }, this.schemaOf(as, io));
    };
    const rules = new UnsaidRules();
    const { $defs = {}, ...converted } = z.toJSONSchema(schema, {
      io,
      override({ zodSchema, jsonSchema }) {
        const as = documentedSchema(zodSchema);
        if (as === undefined) rules.look(zodSchema, jsonSchema);
        else replace(jsonSchema, as);
      },
    });
    rules.refuse();
    delete converted.$schema;
    for (const [name, definition] of Object.entries($defs)) this.#keep(name, withReferences(definition));
    return withReferences(converted);
  }

  /** The members of an object, also when it has a name: parameters are listed one by one. None without a schema. */
  propertiesOf(schema: z.ZodType | undefined, io: Direction): ObjectMembers {
    const object = schema === undefined ? {} : this.resolve(this.schemaOf(schema, io));
    const { properties = {}, required = [] } = object as Partial<ObjectMembers>;
    return { properties, required };
  }

  resolve(schema: JsonSchema): JsonSchema {
    const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema['$ref']))?.[1];
    return (name !== undefined && this.#named.get(name)) || schema;
  }

  /** In the order of their names. */
  named(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#named].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  #keep(name: string, definition: JsonSchema): void {
    const known = this.#named.get(name);
    if (known !== undefined && !isDeepStrictEqual(known, definition))
      throw new Error(`Two different schemas are called ${name}. Give one of them another id.`);
    this.#named.set(name, definition);
  }
}

function withReferences(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema;
}
