/** Starts executions in workers, answers their calls, and ends them: by themselves, by their time limit, or at once. */
import type { CallReply, ContextConfig, Outcome, SourceFile, WorkerMessage } from '../bridge/messages';
import { LOG_METHOD } from '../bridge/messages';
import { decodeWire, encodeWire, reviveDates } from '../bridge/wire';
import type { Clock } from '../clock';
import type { Limits } from '../options';
import type { Dispatcher, DispatchResult } from './dispatcher';
import { Execution, type Ending, type ExecutionRequest } from './execution';
import type { ExecutionReport, LogLevel } from './report';
import type { ExecutionWorker, WorkerPool } from './worker-pool';

export interface StartedExecution {
  readonly execution: Execution;
  /** null: an optional function that the program does not have. */
  readonly done: Promise<ExecutionReport | null>;
}

export interface RunnerDeps {
  readonly pool: WorkerPool;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly timeZone: () => string;
  /** Throws SyntaxError for a program that the platform would not parse. */
  readonly program: (request: ExecutionRequest) => readonly SourceFile[];
  /** A reason not to start, by the platform's quotas. */
  readonly refuse: (request: ExecutionRequest, running: readonly Execution[]) => string | undefined;
  /** When the program has returned: late writes land, or throw ServiceError. */
  readonly complete: (execution: Execution) => void;
  /** Once per execution, before its report is out: locks fall, state is stored. */
  readonly onEnd: (execution: Execution, ending: Ending) => Promise<void>;
  readonly onLog: (execution: Execution, level: LogLevel, text: string) => void;
}

interface Running {
  readonly execution: Execution;
  readonly worker: ExecutionWorker;
  readonly resolve: (report: ExecutionReport | null) => void;
  readonly reject: (error: unknown) => void;
  /** The program has come to its end; otherwise it is stopped. */
  hasReturned?: true;
  timer?: NodeJS.Timeout;
}

/** A suspended execution is looked at again no sooner. */
const LEAST_WATCH_MS = 5;
const TIMED_OUT = { name: 'Exception', message: 'Exceeded maximum execution time', stack: '' };

export class Runner {
  private readonly running = new Map<number, Running>();
  private nextId = 1;

  constructor(private readonly deps: RunnerDeps) {}

  get executions(): readonly Execution[] {
    return [...this.running.values()].map(({ execution }) => execution);
  }

  /** The id that the next execution gets; part of a snapshot. */
  get counter(): number {
    return this.nextId;
  }

  set counter(value: number) {
    this.nextId = value;
  }

  start(request: ExecutionRequest): StartedExecution {
    // From its first moment: a clock that was sped up would count its start as minutes.
    this.deps.clock.enter();
    const execution = new Execution(this.nextId++, request, this.deps.clock.now());
    const refusal = this.deps.refuse(request, this.executions);
    if (refusal !== undefined) return this.refused(execution, { name: 'Exception', message: refusal });
    let files: readonly SourceFile[];
    try {
      files = this.deps.program(request);
    } catch (error) {
      return this.refused(execution, error as Error);
    }
    return { execution, done: this.launch(execution, files) };
  }

  /** At once: the worker is gone, locks fall, what has landed stays. */
  kill(execution: Execution): void {
    this.end(execution, { status: 'killed' });
  }

  /** Ends an execution in whose course a test failed; waiting for it rejects. */
  abort(execution: Execution, error: unknown): void {
    this.running.get(execution.id)?.reject(error);
    this.kill(execution);
  }

  /** How long the execution may still run, by the emulator's clock. */
  remainingMs(execution: Execution): number {
    return this.limitOf(execution) + execution.idleMs - (this.deps.clock.now() - execution.startedAt);
  }

  private refused(
    execution: Execution,
    { name, message }: Pick<Error, 'name' | 'message'>,
  ): StartedExecution {
    const ending: Ending = { status: 'failed', error: { name, message, stack: '' } };
    execution.ended = true;
    const report = execution.report(ending, this.deps.clock.now());
    return { execution, done: this.refusedReport(execution, ending, report) };
  }

  private async refusedReport(
    execution: Execution,
    ending: Ending,
    report: ExecutionReport,
  ): Promise<ExecutionReport> {
    try {
      await this.deps.onEnd(execution, ending);
      return report;
    } finally {
      this.deps.clock.leave();
    }
  }

  private launch(execution: Execution, files: readonly SourceFile[]): Promise<ExecutionReport | null> {
    return new Promise((resolve, reject) => {
      const running: Running = { execution, worker: this.deps.pool.take(), resolve, reject };
      this.begin(running, files);
    });
  }

  private begin(running: Running, files: readonly SourceFile[]): void {
    const { execution, worker } = running;
    this.running.set(execution.id, running);
    this.watch(running);
    const { functionName, request } = execution;
    worker.start(
      { files, functionName, config: encodeWire(this.configFor(execution)), args: encodeWire(request.args) },
      (message) => this.receive(running, message),
      (reason) => this.fail(execution, reason),
    );
    this.deps.pool.warm();
  }

  private configFor({ entry, request }: Execution): ContextConfig {
    const { clock } = this.deps;
    const now = clock.virtual ? clock.now() : null;
    const event = request.event ?? false;
    return { entry, timeZone: this.deps.timeZone(), now, shift: clock.shift, event };
  }

  private limitOf(execution: Execution): number {
    const { runMs, simpleTriggerMs, customFunctionMs } = this.deps.limits;
    if (execution.entry === 'custom') return customFunctionMs;
    return execution.entry === 'simple' ? simpleTriggerMs : runMs;
  }

  /** Real time limits every execution, so that an endless loop ends under a virtual clock too. */
  private watch(running: Running, startedAt = Date.now()): void {
    const { execution } = running;
    const left = this.limitOf(execution) + execution.suspendedMs() - (Date.now() - startedAt);
    if (left <= 0) return this.end(execution, { status: 'timed out', error: TIMED_OUT });
    running.timer = setTimeout(() => this.watch(running, startedAt), Math.max(left, LEAST_WATCH_MS));
  }

  private receive(running: Running, message: WorkerMessage): void {
    switch (message.kind) {
      case 'call':
        return this.serve(running, message.text);
      case 'note':
        return this.note(running.execution, message.text);
      case 'done':
        running.hasReturned = true;
        return this.finish(running.execution, decodeWire(message.text) as Outcome);
    }
  }

  private serve({ execution, worker }: Running, text: string): void {
    const { method, args } = decodeWire(text) as { method: string; args: unknown[] };
    const result = this.deps.dispatcher.call(execution, method, args);
    const answer = (reply: DispatchResult) => this.answer(execution, worker, reply);
    if (result instanceof Promise) void result.then(answer);
    else answer(result);
  }

  private answer(execution: Execution, worker: ExecutionWorker, reply: DispatchResult): void {
    if (reply === null || execution.ended) return;
    if (this.remainingMs(execution) <= 0)
      return this.end(execution, { status: 'timed out', error: TIMED_OUT });
    const { clock } = this.deps;
    const time = clock.virtual ? { now: clock.now() } : clock.shift === 0 ? {} : { shift: clock.shift };
    const stamped: CallReply = { ...reply, ...time };
    worker.reply(encodeWire(stamped));
  }

  private note(execution: Execution, text: string): void {
    if (text === 'ready') return;
    const { method, args } = decodeWire(text) as { method: string; args: [LogLevel, string] };
    if (method !== LOG_METHOD) return;
    execution.log(args[0], args[1], this.deps.clock.now());
    this.deps.onLog(execution, args[0], args[1]);
  }

  private finish(execution: Execution, outcome: Outcome): void {
    switch (outcome.kind) {
      case 'returned':
        return this.end(execution, this.returned(execution, outcome));
      case 'threw':
        return this.end(execution, { status: 'failed', error: outcome.error });
      case 'missing':
        return this.missing(execution);
    }
  }

  private returned(execution: Execution, { value, json }: Extract<Outcome, { kind: 'returned' }>): Ending {
    try {
      this.deps.complete(execution);
      return { status: 'completed', returnValue: reviveDates(value), returnJson: json };
    } catch (error) {
      const { name, message } = error as Error;
      return { status: 'failed', error: { name, message, stack: '' } };
    }
  }

  private missing(execution: Execution): void {
    const message = `Script function not found: ${execution.functionName}`;
    this.end(
      execution,
      { status: 'failed', error: { name: 'Exception', message, stack: '' } },
      execution.request.optional,
    );
  }

  private fail(execution: Execution, reason: string): void {
    this.end(execution, { status: 'failed', error: { name: 'Error', message: reason, stack: '' } });
  }

  private end(execution: Execution, ending: Ending, discard = false): void {
    const running = this.running.get(execution.id);
    if (!running || execution.ended) return;
    clearTimeout(running.timer);
    running.worker.drain((message) => message.kind === 'note' && this.note(execution, message.text));
    execution.end();
    this.running.delete(execution.id);
    void this.conclude(running, ending, discard);
  }

  private async conclude(
    { execution, worker, resolve, reject, hasReturned }: Running,
    ending: Ending,
    discard: boolean,
  ): Promise<void> {
    const endedAt = this.deps.clock.now();
    try {
      await (hasReturned ? this.deps.pool.giveBack(worker) : worker.end());
      await this.deps.onEnd(execution, ending);
      resolve(discard ? null : execution.report(ending, endedAt));
    } catch (error) {
      reject(error);
    } finally {
      this.deps.clock.leave();
    }
  }
}
