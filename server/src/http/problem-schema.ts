/** What every refusal and every fault looks like on the wire (RFC 9457). */
import { z } from 'zod';
import type { ProblemDetails } from '../contract';
import type { Equal, Proven } from '../validation/equal';

export const problemSchema = z
  .object({
    type: z
      .string()
      .regex(/^urn:lead-sync:problem:[a-z-]+$/)
      .meta({
        description: 'Names the kind of problem, for programs. A URN: there is no page to open.',
      }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What is wrong and what to do. Never repeats the values sent.' }),
    request_id: z.exactOptional(z.string()).meta({
      description: 'As in the header X-Request-Id. It finds the request in the log of the tracker.',
    }),
    last_run: z.exactOptional(z.int().min(0)).meta({
      description: 'With 409 from `POST /sync`: the highest run number seen from this source.',
    }),
    errors: z
      .exactOptional(z.array(z.object({ path: z.string(), message: z.string() })))
      .meta({ description: 'One entry for each field that does not fit.' }),
  })
  .meta({
    id: 'ProblemDetails',
    description: 'RFC 9457 problem details, the body of every error. Never repeats the values sent.',
  });

/** Fails to compile when the schema and the contract drift apart. */
export type SchemaFitsTheContract = Proven<Equal<z.infer<typeof problemSchema>, ProblemDetails>>;
