/** The executions of one emulator, under way and ended: started here, told of, and waited for. */
import type { Changes } from '../changes';
import type { Clock } from '../clock';
import type { TriggerStore } from '../triggers/store';
import type { Ending, Execution, ExecutionRequest } from './execution';
import type { ExecutionReport } from './report';
import type { Runner, StartedExecution } from './runner';

const KEPT_REPORTS = 1000;

export interface ExecutionsDeps {
  readonly runner: () => Runner;
  readonly triggers: TriggerStore;
  readonly changes: Changes;
  readonly clock: Clock;
}

export class Executions {
  /** Of those that have ended, oldest first. */
  readonly reports: ExecutionReport[] = [];
  /** Those whose report is not out yet, by id. */
  readonly live = new Map<number, Execution>();
  private readonly pending = new Set<Promise<unknown>>();

  constructor(private readonly deps: ExecutionsDeps) {}

  start(request: ExecutionRequest): StartedExecution {
    const { execution, done } = this.deps.runner().start(request);
    this.live.set(execution.id, execution);
    if (!execution.ended) this.noteTrigger(execution, 'running');
    this.deps.changes.tell({ type: 'execution', execution, report: null });
    const remembered = done.then(
      (report) => this.remember(execution, report),
      (error: unknown) => {
        this.live.delete(execution.id);
        throw error;
      },
    );
    this.track(remembered);
    return { execution, done: remembered };
  }

  /** What `work` gives, and the executions that it started before it returned. */
  startedDuring<T>(work: () => T): { readonly result: T; readonly executions: readonly Execution[] } {
    const executions: Execution[] = [];
    const stop = this.deps.changes.on((change) => {
      if (change.type === 'execution' && change.report === null) executions.push(change.execution);
    });
    try {
      return { result: work(), executions };
    } finally {
      stop();
    }
  }

  /** Lets `idle` wait for something that was started. */
  track(work: Promise<unknown>): void {
    const tracked: Promise<unknown> = work.finally(() => this.pending.delete(tracked)).catch(() => undefined);
    this.pending.add(tracked);
  }

  /** Everything that was started has ended. */
  async idle(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  /** What a trigger's last execution came to. */
  noteTrigger({ id, startedAt, request }: Execution, status: Ending['status'] | 'running'): void {
    if (request.triggerId !== undefined)
      this.deps.triggers.noteExecution(request.triggerId, { id, at: startedAt, status });
  }

  /** One of an optional function that is not there is told of as completed, and not kept: nothing ran. */
  private remember(execution: Execution, report: ExecutionReport | null): ExecutionReport | null {
    this.live.delete(execution.id);
    if (report) this.reports.push(report);
    if (this.reports.length > KEPT_REPORTS) this.reports.shift();
    const told = report ?? execution.report({ status: 'completed' }, this.deps.clock.now());
    this.deps.changes.tell({ type: 'execution', execution, report: told });
    return report;
  }
}
