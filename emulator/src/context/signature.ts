/** Checks arguments as the platform does: by type, with its own text when no signature fits. */
import { typeNameOf } from './facade';

/** Whether an argument fits one parameter. */
export type Accepts = (value: unknown) => boolean;

export const isDate = (value: unknown): value is Date =>
  Object.prototype.toString.call(value) === '[object Date]';

// Numbers and booleans are accepted where text is asked for: `setNote(25)` works on the platform.
export const text: Accepts = (value) => ['string', 'number', 'boolean'].includes(typeof value);
export const textOrNull: Accepts = (value) => value === null || text(value);
export const integer: Accepts = (value) => typeof value === 'number' && Number.isFinite(value);
export const flag: Accepts = (value) => typeof value === 'boolean';
export const date: Accepts = isDate;
export const anything: Accepts = () => true;
export const list: Accepts = (value) => Array.isArray(value);
export const grid: Accepts = (value) =>
  Array.isArray(value) && value.length > 0 && value.every(Array.isArray);
export const plainObject: Accepts = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !typeNameOf(value);
/** A facade or enum value of the named class, e.g. `SpreadsheetApp.Range`. */
export const a =
  (typeName: string): Accepts =>
  (value) =>
    typeof value === 'object' && value !== null && typeNameOf(value) === typeName;
export const orNull =
  (accepts: Accepts): Accepts =>
  (value) =>
    value === null || value === undefined || accepts(value);

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value)) return `${value.length ? describe(value[0]) : 'Object'}[]`;
  if (isDate(value)) return 'Date';
  // Plain objects and functions print as `(class)`.
  return (typeof value === 'object' && typeNameOf(value)) || '(class)';
}

/** The platform's errors print as `Exception: <message>`. */
export function exception(message: string): Error {
  const error = new Error(message);
  error.name = 'Exception';
  return error;
}

export function signatureError(method: string, args: readonly unknown[]): Error {
  const types = args.map(describe).join(',');
  return exception(`The parameters (${types}) don't match the method signature for ${method}.`);
}

/** Throws unless the arguments fit one of the signatures. `method` is the full name, e.g. `SpreadsheetApp.Range.setValues`. */
export function requireSignature(
  method: string,
  args: readonly unknown[],
  ...signatures: readonly Accepts[][]
): void {
  const fits = signatures.some(
    (signature) =>
      signature.length === args.length && signature.every((accepts, index) => accepts(args[index])),
  );
  if (!fits) throw signatureError(method, args);
}
