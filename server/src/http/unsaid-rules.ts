/** Finds the rules that JSON Schema has no word for, and that nobody has put into words either. */
import { z } from 'zod';

export class UnsaidRules {
  readonly #suspects = new Map<z.core.$ZodType, object>();
  readonly #said = new Set<z.core.$ZodType>();

  /** To be called with every schema that is converted. */
  look(schema: z.core.$ZodType, jsonSchema: object): void {
    const { parent } = schema._zod;
    // `.meta()` makes a copy with words, and the copy's original is converted too.
    if (z.globalRegistry.has(schema) && parent !== undefined) this.#said.add(parent);
    else if (hasRefinement(schema)) this.#suspects.set(schema, jsonSchema);
  }

  /** @throws Error when a rule would be lost */
  refuse(): void {
    for (const [schema, jsonSchema] of this.#suspects) {
      if (this.#said.has(schema)) continue;
      throw new Error(
        `A schema has a rule that JSON Schema cannot say. Say it with .meta({ description }) behind the refinement. The schema: ${JSON.stringify(jsonSchema)}`,
      );
    }
  }
}

function hasRefinement({ _zod: { def } }: z.core.$ZodType): boolean {
  return (def.checks ?? []).some((check) => check._zod.def.check === 'custom');
}
