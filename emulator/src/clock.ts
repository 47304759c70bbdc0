/** The emulator's time: the machine's, or a virtual one that moves only when every running execution waits. */

/** One wait of one execution: over when its time has come, or when it is cancelled because what it waited for has happened. */
export interface Wait {
  readonly over: Promise<void>;
  cancel(): void;
}

export interface Clock {
  readonly virtual: boolean;
  now(): number;
  /** The calling execution is idle for `ms` (Infinity: until cancelled). */
  wait(ms: number): Wait;
  /** Executions announce themselves: virtual time stands while one of them is busy. */
  enter(): void;
  leave(): void;
  /** Moves virtual time on without waiting; nothing for real time. */
  tick(ms: number): void;
  /** Puts virtual time to a moment, as a restored state demands; nothing for real time. */
  set(now: number): void;
}

export function createRealClock(): Clock {
  return {
    virtual: false,
    now: () => Date.now(),
    wait: realWait,
    enter: () => undefined,
    leave: () => undefined,
    tick: () => undefined,
    set: () => undefined,
  };
}

function realWait(ms: number): Wait {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    if (Number.isFinite(ms)) timer = setTimeout(resolve, ms);
  });
  return { over, cancel: () => clearTimeout(timer) };
}

interface Waiter {
  readonly until: number;
  readonly resolve: () => void;
}

/** Discrete-event time: when all executions wait, it jumps to the earliest wait's end. */
export class VirtualClock implements Clock {
  readonly virtual = true;
  private busy = 0;
  private readonly waiters = new Set<Waiter>();

  constructor(private time: number) {}

  now(): number {
    return this.time;
  }

  wait(ms: number): Wait {
    let waiter!: Waiter;
    const over = new Promise<void>((resolve) => (waiter = { until: this.time + ms, resolve }));
    this.waiters.add(waiter);
    this.busy -= 1;
    this.jumpIfIdle();
    return { over, cancel: () => this.wake(waiter, false) };
  }

  enter(): void {
    this.busy += 1;
  }

  leave(): void {
    this.busy -= 1;
    this.jumpIfIdle();
  }

  tick(ms: number): void {
    this.time += ms;
    for (const waiter of [...this.waiters]) if (waiter.until <= this.time) this.wake(waiter, true);
  }

  set(now: number): void {
    this.time = now;
  }

  private wake(waiter: Waiter, resolve: boolean): void {
    if (!this.waiters.delete(waiter)) return;
    this.busy += 1;
    if (resolve) waiter.resolve();
  }

  /** Deferred by a microtask, so that a wait that is cancelled in the same breath moves nothing. */
  private jumpIfIdle(): void {
    queueMicrotask(() => {
      if (this.busy > 0) return;
      const next = [...this.waiters].filter((waiter) => Number.isFinite(waiter.until)).sort(byTime)[0];
      if (!next) return;
      this.time = Math.max(this.time, next.until);
      this.wake(next, true);
    });
  }
}

function byTime(first: Waiter, second: Waiter): number {
  return first.until - second.until;
}
