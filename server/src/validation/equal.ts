/** Compile-time proof that a schema reads exactly what the contract says. */

type Mutable<T> = T extends readonly (infer U)[]
  ? Mutable<U>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Whether two types are the same but for `readonly`. */
export type Equal<A, B> = Identical<Mutable<A>, Mutable<B>>;

/** Accepts `true` only. */
export type Proven<T extends true> = T;
