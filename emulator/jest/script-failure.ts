/** A script that failed, as an error of the test that made it run. */
import type { ExecutionReport } from '../src/index';

/** Message and name are the script's own; `reports` are all executions of the action, with logs and service calls. */
export class ScriptFailure extends Error {
  constructor(
    failed: ExecutionReport,
    readonly reports: readonly ExecutionReport[],
  ) {
    super(failed.error?.message ?? `${failed.functionName} was ${failed.status}`);
    this.name = failed.error?.name ?? 'ScriptFailure';
    if (failed.error?.stack) this.stack = `${this.name}: ${this.message}\n${frames(failed.error.stack)}`;
  }
}

function frames(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

/** Hands reports on, or throws for the first that did not complete. */
export function requireSuccess(reports: readonly ExecutionReport[]): readonly ExecutionReport[] {
  const failed = reports.find(({ status }) => status !== 'completed');
  if (failed) throw new ScriptFailure(failed, reports);
  return reports;
}
