/** Texts, numbers and objects as the schemas accept them, each with the one sentence that says what is wanted. */
import { z } from 'zod';
import { documentedAs } from './documented-as';

/** No NUL and no half of a surrogate pair. A pattern, not a function, so that the API's document says it too. */
const STORABLE = /^[^\0\p{Surrogate}]*$/u;
/** The same, with a character that is not blank. */
const NAMING = /^\s*[^\s\0\p{Surrogate}][^\0\p{Surrogate}]*$/u;

interface TextLimits {
  readonly min?: number;
  readonly max: number;
}

/**
 * A text that every database and client can hold: no NUL (PostgreSQL refuses it, C programs stop at it) and no half of a
 * surrogate pair (it has no UTF-8 form and would come back as another character).
 * @param limits lengths in UTF-16 code units
 */
export function text(name: string, { min = 0, max }: TextLimits) {
  const range = min > 0 ? `of ${min} to ${max} characters` : `of at most ${max} characters`;
  const error = `${name} must be text ${range}, without NUL characters or broken Unicode.`;
  return z
    .string({ error })
    .min(min, { error })
    .max(max, { error })
    .regex(STORABLE, { error })
    .meta({ description: error });
}

/** As `text`, without the blanks around it; what is left must not be empty. */
export function trimmedText(name: string, max: number) {
  const error = `${name} must be text of 1 to ${max} characters that is not blank, without NUL characters or broken Unicode.`;
  return z
    .string({ error })
    .trim()
    .max(max, { error })
    .regex(NAMING, { error })
    .meta({ description: error, minLength: 1 });
}

/** As `text`, kept as it is, but not blank: it names something. */
export function nameText(name: string, max: number) {
  const error = `${name} must be text of 1 to ${max} characters that is not blank, without NUL characters or broken Unicode.`;
  return z
    .string({ error })
    .max(max, { error })
    .regex(NAMING, { error })
    .meta({ description: error, minLength: 1 });
}

export function wholeNumber(name: string, min: number, max: number) {
  const error = `${name} must be a whole number from ${min} to ${max}.`;
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

/** A whole number written in an address. */
export function queryNumber(name: string, min: number, max: number) {
  const error = `${name} must be a whole number from ${min} to ${max}, given once.`;
  const read = z
    .string({ error })
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
  return documentedAs(read, z.int().min(min).max(max));
}

export function oneOf<const T extends readonly [string, ...string[]]>(name: string, words: T) {
  return z.enum(words, { error: `${name} must be one of ${words.join(', ')}.` });
}

/** An object with these fields and no others. */
export function record<S extends z.ZodRawShape>(what: string, shape: S) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${what} has an unknown field; remove it. The known ones are ${known}.`
        : `${what} must be a JSON object with the fields ${known}.`,
  });
}
