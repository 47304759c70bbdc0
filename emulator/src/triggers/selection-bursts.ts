/** Selections that follow each other quickly: only the first and the last of them set off a trigger. */
import type { Clock, Wait } from '../clock';

/** "If many selection changes are made within two seconds of each other, only the first and last" are told. */
const PAUSE_MS = 2_000;

interface Burst {
  /** When the latest selection was made. */
  at: number;
  /** Forgets the one that waits to be the last. */
  drop?: () => void;
}

export class SelectionBursts {
  private readonly bursts = new Map<string, Burst>();

  constructor(private readonly clock: Clock) {}

  /** @returns what `run` gives, at once or when nothing has followed; null when another selection did */
  async selected<T>(user: string, run: () => Promise<T>): Promise<T | null> {
    const now = this.clock.now();
    const burst = this.bursts.get(user);
    if (!burst || now < burst.at || now - burst.at >= PAUSE_MS) {
      this.bursts.set(user, { at: now });
      return run();
    }
    burst.at = now;
    burst.drop?.();
    return (await this.isLast(burst)) ? run() : null;
  }

  private isLast(burst: Burst): Promise<boolean> {
    this.clock.enter();
    const wait: Wait = this.clock.wait(PAUSE_MS);
    return new Promise((resolve) => {
      const end = (isLast: boolean): void => {
        delete burst.drop;
        this.clock.leave();
        resolve(isLast);
      };
      burst.drop = () => {
        wait.cancel();
        end(false);
      };
      void wait.over.then(() => end(true));
    });
  }
}
