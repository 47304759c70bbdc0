/** Ctrl+arrow: to the end of the block of filled cells, or to where the next one begins, or to the edge. */

/** @param filled whether the cells of the line hold something, in order of sight; @returns the index to go to */
export function jumpTarget(filled: readonly boolean[], from: number, by: 1 | -1): number {
  const edge = by === 1 ? filled.length - 1 : 0;
  let at = from + by;
  if (at < 0 || at >= filled.length) return from;
  if (filled[from] && filled[at]) {
    while (at !== edge && filled[at + by]) at += by;
    return at;
  }
  while (at !== edge && !filled[at]) at += by;
  return at;
}
