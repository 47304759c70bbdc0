/** Executions by their number, while they run and after. */
import type { EmulatorCore } from '../emulator';
import type { Execution } from '../runtime/execution';
import type { ExecutionReport } from '../runtime/report';

export type FoundExecution =
  | { readonly running: true; readonly execution: Execution }
  | { readonly running: false; readonly report: ExecutionReport };

/** The newest first; those whose report is not out yet are running. */
export function allExecutions(core: EmulatorCore): readonly FoundExecution[] {
  const running = [...core.executions.live.values()].map(
    (execution) => ({ running: true, execution }) as const,
  );
  const ended = core.executions.reports.map((report) => ({ running: false, report }) as const);
  return [...running, ...ended].sort((first, second) => idOf(second) - idOf(first));
}

export function findExecution(core: EmulatorCore, id: number): FoundExecution | undefined {
  const execution = core.executions.live.get(id);
  if (execution) return { running: true, execution };
  const report = core.executions.reports.findLast((candidate) => candidate.id === id);
  return report && { running: false, report };
}

function idOf(found: FoundExecution): number {
  return found.running ? found.execution.id : found.report.id;
}
