/** Runs the script's functions for the formulas that name them: once for each set of arguments, a few at a time. */
import type { Execution, ExecutionRequest } from '../runtime/execution';
import type { Program } from '../runtime/program';
import type { ExecutionReport } from '../runtime/report';
import type { StartedExecution } from '../runtime/runner';
import type { CustomArgument, CustomFunctions, CustomResult } from '../workbook/custom-functions';

export interface CustomFunctionDeps {
  readonly program: () => Program;
  readonly owner: () => string;
  readonly start: (request: ExecutionRequest) => StartedExecution;
  /** Lets whoever waits for all executions wait for this too. */
  readonly track: (work: Promise<unknown>) => void;
  /** Formulas of these tabs have another result now. */
  readonly landed: (sheetIds: ReadonlySet<number>) => void;
  /** Computes every formula that may call one of the functions. */
  readonly compute: () => void;
}

/** A column of formulas starts as many; others wait, and show that they load. */
const AT_ONCE = 5;
/** Results that are remembered; far more than a spreadsheet's formulas ask for. */
const MOST_KEPT = 100_000;

interface Call {
  readonly functionName: string;
  readonly args: readonly CustomArgument[];
  /** The tab of the formula that asked first: the active one while the function runs. */
  readonly sheetId: number;
  readonly waiting: Set<number>;
  result: CustomResult;
}

export class CustomFunctionRuns implements CustomFunctions {
  private readonly calls = new Map<string, Call>();
  private readonly queue: Call[] = [];
  private readonly active = new WeakMap<ExecutionRequest, Call>();
  private running = 0;
  private isDue = false;
  private isStopped = false;

  constructor(private readonly deps: CustomFunctionDeps) {}

  has(name: string): boolean {
    return this.deps.program().customFunction(name) !== undefined;
  }

  call(name: string, args: readonly CustomArgument[], sheetId: number): CustomResult {
    const functionName = this.deps.program().customFunction(name) ?? name;
    const key = JSON.stringify([functionName, sheetId, args]);
    let call = this.calls.get(key);
    if (!call) {
      call = { functionName, args, sheetId, waiting: new Set(), result: { state: 'loading' } };
      if (this.calls.size >= MOST_KEPT) this.calls.clear();
      this.calls.set(key, call);
      this.queue.push(call);
      // A formula is being computed: nothing may start, or be told, in its midst.
      this.later(() => this.startNext());
    }
    call.waiting.add(sheetId);
    return call.result;
  }

  /** The tab that an execution's formula stands in. */
  sheetOf({ request }: Execution): number | undefined {
    return this.active.get(request)?.sheetId;
  }

  /** Nothing more is started. */
  stop(): void {
    this.queue.length = 0;
    this.isStopped = true;
  }

  /** Another program: nothing that is known holds. */
  forget(): void {
    const sheets = new Set([...this.calls.values()].map(({ sheetId }) => sheetId));
    this.calls.clear();
    this.queue.length = 0;
    this.deps.landed(sheets);
  }

  /** Cells have changed: what a formula calls now is started, though nobody looks at it. */
  computeSoon(): void {
    if (this.isDue || this.isStopped || !this.deps.program().hasCustomFunctions) return;
    this.isDue = true;
    this.later(() => {
      this.isDue = false;
      this.deps.compute();
    });
  }

  private later(work: () => void): void {
    this.deps.track(new Promise<void>((resolve) => setImmediate(resolve)).then(work));
  }

  private startNext(): void {
    while (this.running < AT_ONCE) {
      const call = this.queue.shift();
      if (!call || this.isStopped) return;
      this.running++;
      this.deps.track(this.run(call));
    }
  }

  private async run(call: Call): Promise<void> {
    const { functionName, args } = call;
    // Nobody's data: the owner lends their name, and nobody is at the keyboard.
    const owner = this.deps.owner();
    const request = { functionName, entry: 'custom', effectiveUser: owner, activeUser: '', args } as const;
    this.active.set(request, call);
    try {
      call.result = resultOf(await this.deps.start(request).done);
    } finally {
      this.running--;
      this.deps.landed(call.waiting);
      this.startNext();
    }
  }
}

function resultOf(report: ExecutionReport | null): CustomResult {
  if (report?.status === 'completed') return { state: 'returned', value: report.returnValue };
  if (report?.status === 'timed out')
    return { state: 'failed', message: 'Exceeded maximum execution time (line 0).' };
  const { name, message, stack } = report?.error ?? { name: 'Error', message: 'It was stopped', stack: '' };
  const line = /:(\d+)(?::\d+)?\)?$/m.exec(stack)?.[1] ?? '0';
  return { state: 'failed', message: `${name}: ${message} (line ${line}).` };
}
