/** What follows the end of an execution: its locks fall, its time is counted, its trigger and others hear of it. */
import type { EmulatorCore } from '../emulator';
import { classify } from './call-classes';
import type { Ending, Execution } from './execution';

export class AfterExecution {
  private mailsTold = 0;

  constructor(private readonly core: EmulatorCore) {}

  /** What has been done is stored before anybody hears that it is done. */
  ended(execution: Execution, ending: Ending): Promise<void> {
    const { core } = this;
    core.locks.releaseAll(execution);
    if (execution.request.triggerId !== undefined) this.triggerEnded(execution, ending);
    this.tellOfMail();
    if (core.switches.ownWritesFireChange && ending.status === 'completed') this.fireOwnChange(execution);
    core.changed();
    core.flush();
    return Promise.resolve();
  }

  private triggerEnded(execution: Execution, { status, error }: Ending): void {
    const { quotas, clock, executions, triggers, failureMails } = this.core;
    const { startedAt, idleMs, effectiveUser, functionName, request } = execution;
    const end = clock.now();
    quotas.add('triggerMs', effectiveUser, end - startedAt - idleMs);
    executions.noteTrigger(execution, status);
    const trigger = triggers.find(request.triggerId ?? '');
    // Whoever ended it by hand knows.
    if (!trigger || !error) return;
    const message = error.name === 'Exception' ? error.message : `${error.name}: ${error.message}`;
    failureMails.add(trigger, { start: startedAt, end, functionName, message });
  }

  private tellOfMail(): void {
    const { outbox, changes } = this.core;
    if (outbox.length === this.mailsTold) return;
    this.mailsTold = outbox.length;
    changes.tell({ type: 'outbox' });
  }

  /** Not for executions that onChange itself started, which would go round for ever. */
  private fireOwnChange(execution: Execution): void {
    const { triggers, triggerRunner, executions } = this.core;
    const trigger = triggers.find(execution.request.triggerId ?? '');
    const wrote = execution.calls.some(({ method }) => classify(method) === 'sheet write');
    if (!wrote || trigger?.eventType === 'ON_CHANGE') return;
    for (const pending of triggerRunner.scriptWrote(execution.effectiveUser)) executions.track(pending);
  }
}
