/** Runs clock triggers when they are due: by timers in real time, or as a virtual clock is moved. */
import type { EmulatorCore } from '../emulator';
import type { ExecutionReport } from '../runtime/report';

/** Also the longest a timer sleeps, so that triggers added meanwhile are seen. */
const LOOK_EVERY_MS = 1000;

export class Scheduler {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly core: EmulatorCore) {}

  /** The timer alone keeps no process alive. */
  start(): void {
    this.timer = setInterval(() => this.runDue(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** One after the other, each at its own moment; then the clock stands at the end of the span, or later if a run lasted longer. */
  async advance(ms: number): Promise<ExecutionReport[]> {
    const { clock, triggers, triggerRunner } = this.core;
    if (!clock.virtual)
      throw new Error('advanceClock needs a virtual clock: createEmulator({ clock: { start } })');
    const end = clock.now() + ms;
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
    const { clock } = this.core;
    clock.tick(Math.max(0, time - clock.now()));
  }

  /** In real time runs may overlap, as on the platform. */
  private runDue(): void {
    const { clock, triggers, triggerRunner } = this.core;
    for (let due = triggers.nextClock(clock.now()); due; due = triggers.nextClock(clock.now())) {
      this.core.track(triggerRunner.runClock(due));
    }
  }
}
