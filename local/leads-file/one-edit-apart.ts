/** Tells a slip of the finger: one letter missing, added or wrong, or two neighbours swapped. */

export function isOneEditApart(typed: string, known: string): boolean {
  if (typed === known) return false;
  const same = commonPrefix(typed, known);
  const [left, right] = [typed.slice(same), known.slice(same)];
  const [afterLeft, afterRight] = [left.slice(1), right.slice(1)];
  return afterLeft === afterRight || afterLeft === right || left === afterRight || isSwap(left, right);
}

function commonPrefix(typed: string, known: string): number {
  let length = 0;
  while (length < typed.length && typed[length] === known[length]) length += 1;
  return length;
}

function isSwap(left: string, right: string): boolean {
  return left.length > 1 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
}
