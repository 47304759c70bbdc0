/** A clock that a test moves, and the timer that goes by it. */
import type { Timer } from '../../../../server/src/webhooks/timer';

export class VirtualTime implements Timer {
  private time = Date.UTC(2026, 2, 2, 9);
  private readonly planned = new Set<{ at: number; run: () => void }>();

  readonly now = (): Date => new Date(this.time);

  after(milliseconds: number, run: () => void): () => void {
    const entry = { at: this.time + milliseconds, run };
    this.planned.add(entry);
    return () => this.planned.delete(entry);
  }

  /** How long nothing will happen by itself; null when nothing is planned. */
  get restMs(): number | null {
    const next = this.next();
    return next === undefined ? null : next.at - this.time;
  }

  /** Moves on, from one planned call to the next. @param settled waits until what a call began has ended */
  async advance(milliseconds: number, settled: () => Promise<void>): Promise<void> {
    const end = this.time + milliseconds;
    await settled();
    for (let next = this.next(); next !== undefined && next.at <= end; next = this.next()) {
      this.time = Math.max(this.time, next.at);
      this.planned.delete(next);
      next.run();
      await settled();
    }
    this.time = end;
  }

  private next() {
    return [...this.planned].sort((one, other) => one.at - other.at)[0];
  }
}
