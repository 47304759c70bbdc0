/** Waits for something that becomes true by itself. */

const PATIENCE_MS = 15_000;
const PAUSE_MS = 50;

/** Repeats the check until it passes. @throws what the check threw last */
export async function eventually(check: () => Promise<void> | void, patience = PATIENCE_MS): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
