/** Runs clock triggers when they are due: by timers in real time, or as a virtual clock is moved. */
import type { EmulatorCore } from '../emulator';
import type { ExecutionReport } from '../runtime/report';

/** By the emulator's clock; a sped-up one is looked at more often, but not all the time. */
const LOOK_EVERY_MS = 1000;
const LEAST_PAUSE_MS = 50;

export class Scheduler {
  private timer: NodeJS.Timeout | undefined;
  private advancing = false;

  constructor(private readonly core: EmulatorCore) {}

  /** At the clock's present speed. The timer alone keeps no process alive. */
  start(): void {
    this.stop();
    const pause = Math.max(LEAST_PAUSE_MS, LOOK_EVERY_MS / this.core.clock.speed);
    this.timer = setInterval(() => this.runDue(), pause);
    this.timer.unref();
  }

  /** The clock's speed has changed. */
  adjust(): void {
    if (this.timer) this.start();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Each at its own moment, beside earlier runs that last; then the clock stands at the end of the span, or later if a run lasted longer. */
  async advance(ms: number): Promise<ExecutionReport[]> {
    const { clock } = this.core;
    this.advancing = true;
    // Awake but for its waits: nobody else moves the time between two looks at what is due.
    clock.enter();
    try {
      return await this.runUntil(clock.now() + ms);
    } finally {
      clock.leave();
      this.advancing = false;
    }
  }

  private async runUntil(end: number): Promise<ExecutionReport[]> {
    const runs = new Runs();
    for (;;) {
      const due = this.core.triggers.nextClock(end);
      const at = due?.nextRun ?? Infinity;
      if (due && (runs.unfinished === 0 || at <= this.core.clock.now())) {
        this.moveTo(at);
        runs.add(this.core.triggerRunner.runClock(due));
      } else if (runs.unfinished > 0) await this.something(runs, at);
      else break;
    }
    this.moveTo(end);
    this.core.changed();
    return runs.reports();
  }

  /** One of the runs has ended, it is `time`, or other triggers are there. */
  private async something(runs: Runs, time: number): Promise<void> {
    const { clock, changes } = this.core;
    const wait = clock.wait(Math.max(0, time - clock.now()));
    let stop = (): void => undefined;
    const other = new Promise<void>((resolve) => {
      stop = changes.on(({ type }) => type === 'triggers' && resolve());
    });
    await Promise.race([wait.over, other, runs.oneEnded()]);
    stop();
    wait.cancel();
  }

  private moveTo(time: number): void {
    const { clock, runner } = this.core;
    const ms = Math.max(0, time - clock.now());
    if (!clock.virtual) for (const execution of runner.executions) execution.skip(ms);
    clock.tick(ms);
    this.core.failureMails.sendDue();
  }

  /** In real time runs may overlap, as on the platform. */
  private runDue(): void {
    if (this.advancing) return;
    const { clock, triggers, triggerRunner, failureMails } = this.core;
    failureMails.sendDue();
    for (let due = triggers.nextClock(clock.now()); due; due = triggers.nextClock(clock.now())) {
      this.core.executions.track(triggerRunner.runClock(due));
    }
  }
}

/** What one span of time has started. */
class Runs {
  private readonly all: Promise<ExecutionReport | null>[] = [];
  private readonly open = new Set<Promise<unknown>>();

  get unfinished(): number {
    return this.open.size;
  }

  add(run: Promise<ExecutionReport | null>): void {
    this.all.push(run);
    const ended: Promise<unknown> = run.then(
      () => this.open.delete(ended),
      () => this.open.delete(ended),
    );
    this.open.add(ended);
  }

  oneEnded(): Promise<unknown> {
    return Promise.race(this.open);
  }

  /** In the order of their start. */
  async reports(): Promise<ExecutionReport[]> {
    return (await Promise.all(this.all)).filter((report) => report !== null);
  }
}
