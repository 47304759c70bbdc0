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

  /** One after the other, each at its own moment; then the clock stands at the end of the span, or later if a run lasted longer. */
  async advance(ms: number): Promise<ExecutionReport[]> {
    this.advancing = true;
    try {
      return await this.runUntil(this.core.clock.now() + ms);
    } finally {
      this.advancing = false;
    }
  }

  private async runUntil(end: number): Promise<ExecutionReport[]> {
    const { triggers, triggerRunner } = this.core;
    const reports: ExecutionReport[] = [];
    for (let due = triggers.nextClock(end); due; due = triggers.nextClock(end)) {
      this.moveTo(due.nextRun ?? end);
      const report = await triggerRunner.runClock(due);
      if (report) reports.push(report);
    }
    this.moveTo(end);
    this.core.changed();
    return reports;
  }

  private moveTo(time: number): void {
    const { clock, runner } = this.core;
    const ms = Math.max(0, time - clock.now());
    if (!clock.virtual) for (const execution of runner.executions) execution.skip(ms);
    clock.tick(ms);
  }

  /** In real time runs may overlap, as on the platform. */
  private runDue(): void {
    if (this.advancing) return;
    const { clock, triggers, triggerRunner } = this.core;
    for (let due = triggers.nextClock(clock.now()); due; due = triggers.nextClock(clock.now())) {
      this.core.track(triggerRunner.runClock(due));
    }
  }
}
