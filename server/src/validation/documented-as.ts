/** Says what the API's document shows in place of a schema that checks later, or another form, than what clients need to know. */
import type { z } from 'zod';

const shown = new WeakMap<z.core.$ZodType, z.ZodType>();

/** @param as what the document shows wherever `schema` stands; it checks nothing here */
export function documentedAs<S extends z.ZodType>(schema: S, as: z.ZodType): S {
  shown.set(schema, as);
  return schema;
}

export function documentedSchema(schema: z.core.$ZodType): z.ZodType | undefined {
  return shown.get(schema);
}
