/** The emulator's time: the machine's, which may be sped up, or a virtual one that moves only when every running execution waits. */

/** One wait of one execution: over when its time has come, or when it is cancelled because what it waited for has happened. */
export interface Wait {
  readonly over: Promise<void>;
  cancel(): void;
}

export interface Clock {
  readonly virtual: boolean;
  /** Milliseconds by which this clock is ahead of the machine's; 0 for virtual time. */
  readonly shift: number;
  /** How many times faster than the machine's it goes while every execution waits or none runs; 1 for virtual time. */
  readonly speed: number;
  now(): number;
  /** @throws Error for virtual time */
  setSpeed(speed: number): void;
  /** The calling execution is idle for `ms` (Infinity: until cancelled). */
  wait(ms: number): Wait;
  /** Executions announce themselves: virtual time stands while one of them is busy, sped-up time goes as the machine's does. */
  enter(): void;
  leave(): void;
  /** Moves time on without waiting. */
  tick(ms: number): void;
  /** Puts virtual time to a moment, as a restored state demands; real time never goes back. */
  set(now: number): void;
}

interface Waiter {
  readonly until: number;
  readonly resolve: () => void;
}

/** The longest that a timer of Node can sleep. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Who runs is as fast as the machine: a sped-up second of work would use up time limits and quotas. */
export class RealClock implements Clock {
  readonly virtual = false;
  speed = 1;
  private busy = 0;
  /** `now` was `time` when the machine's clock was `machine`, and goes at `rate` since. */
  private since = { machine: Date.now(), time: Date.now(), rate: 1 };
  private readonly waiters = new Set<Waiter>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  get shift(): number {
    const machine = Date.now();
    return this.at(machine) - machine;
  }

  now(): number {
    return this.at(Date.now());
  }

  private at(machineNow: number): number {
    const { machine, time, rate } = this.since;
    return Math.floor(time + (machineNow - machine) * rate);
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.adjust();
  }

  wait(ms: number): Wait {
    let waiter!: Waiter;
    const over = new Promise<void>((resolve) => (waiter = { until: this.now() + ms, resolve }));
    this.waiters.add(waiter);
    this.busy -= 1;
    this.adjust();
    return { over, cancel: () => this.wake(waiter, false) };
  }

  enter(): void {
    this.busy += 1;
    this.adjust();
  }

  leave(): void {
    this.busy -= 1;
    this.adjust();
  }

  tick(ms: number): void {
    if (ms <= 0) return;
    this.since = { ...this.since, time: this.since.time + ms };
    this.wakeDue();
  }

  set(now: number): void {
    this.tick(now - this.now());
  }

  private adjust(): void {
    const rate = this.busy > 0 ? 1 : this.speed;
    if (rate !== this.since.rate) this.since = { machine: Date.now(), time: this.now(), rate };
    this.setTimer();
  }

  /** One timer, for the wait that ends first. */
  private setTimer(): void {
    clearTimeout(this.timer);
    const until = Math.min(...[...this.waiters].map((waiter) => waiter.until));
    if (!Number.isFinite(until)) return;
    const machineMs = Math.max(0, until - this.now()) / this.since.rate;
    this.timer = setTimeout(() => this.wakeDue(), Math.min(Math.ceil(machineMs), LONGEST_TIMER_MS));
  }

  private wakeDue(): void {
    const now = this.now();
    for (const waiter of [...this.waiters]) if (waiter.until <= now) this.wake(waiter, true);
    this.setTimer();
  }

  private wake(waiter: Waiter, resolve: boolean): void {
    if (!this.waiters.delete(waiter)) return;
    this.busy += 1;
    this.adjust();
    if (resolve) waiter.resolve();
  }
}

/** Discrete-event time: when all executions wait, it jumps to the earliest wait's end. */
export class VirtualClock implements Clock {
  readonly virtual = true;
  readonly shift = 0;
  readonly speed = 1;
  private busy = 0;
  private readonly waiters = new Set<Waiter>();

  constructor(private time: number) {}

  now(): number {
    return this.time;
  }

  setSpeed(): void {
    throw new Error('A virtual clock has no speed: move it with advanceClock');
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
