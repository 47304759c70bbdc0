/** What the person has begun and the tracker has not answered yet: taking back waits for it, so that no key is lost. */

const begun = new Set<Promise<unknown>>();

/** @param deed a change that ends in something to take back, or in a message why there is nothing */
export function underWay<T>(deed: Promise<T>): Promise<T> {
  begun.add(deed);
  const end = (): void => void begun.delete(deed);
  deed.then(end, end);
  return deed;
}

/** Resolves when all that has been begun so far is answered. */
export async function answered(): Promise<void> {
  await Promise.allSettled(begun);
}
