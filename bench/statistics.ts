/** The middle and the spread of a few measurements. */

export interface Summary {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** @param values at least one */
export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  const last = sorted.length - 1;
  return {
    median: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2,
    least: at(0),
    most: at(last),
  };
}
