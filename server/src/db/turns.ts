/** Lets one at a time do something, in the order in which they came. */

export type EndTurn = () => void;

export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** @returns once it is one's turn: what ends it. Calling it twice does no harm. */
  async take(): Promise<EndTurn> {
    const before = this.#last;
    let end: EndTurn = () => undefined;
    this.#last = new Promise<void>((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  }
}
