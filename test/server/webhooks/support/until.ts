/** Waits for a condition, not for a time. */

const DEADLINE_MS = 20_000;

/** @returns the first answer that is not undefined, null or false */
export async function until<T>(
  look: () => Promise<T> | T,
  what = 'the condition',
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false)
      return seen as Exclude<T, undefined | null | false>;
    if (Date.now() > deadline) throw new Error(`Waited ${DEADLINE_MS} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
