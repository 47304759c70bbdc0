/** Ends a switch over a union: a new member is found by the compiler, and a foreign value at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
