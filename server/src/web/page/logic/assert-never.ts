/** Makes the compiler prove that a `switch` over a union has a branch for every member. */

/** @throws always; reaching it means that a value got past its parser. */
export function assertNever(value: never): never {
  throw new Error(`No branch handles a value of type ${typeof value}; add one to the switch.`);
}
