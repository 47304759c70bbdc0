/** Something that calls back later; tests have one of their own. */

export interface Timer {
  /** @returns cancels it */
  after(milliseconds: number, run: () => void): () => void;
}

export const realTimer: Timer = {
  after(milliseconds, run) {
    const timeout = setTimeout(run, milliseconds);
    return () => clearTimeout(timeout);
  },
};
