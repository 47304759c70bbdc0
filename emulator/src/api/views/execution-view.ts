/** Executions, running or ended, as the API shows them. */
import type { FoundExecution } from '../../index';
import type { Execution } from '../../runtime/execution';
import { costsOf, countByMethod, type ExecutionReport } from '../../runtime/report';
import type { ExecutionDetails, ExecutionView } from '../types';

export function executionView(found: FoundExecution, now: number): ExecutionView {
  return found.running ? runningView(found.execution, now) : endedView(found.report);
}

export function executionDetails(found: FoundExecution, now: number): ExecutionDetails {
  const { logs, calls } = found.running ? found.execution : found.report;
  const report = found.running ? undefined : found.report;
  return {
    ...executionView(found, now),
    logs: [...logs],
    calls: calls.map(({ method }) => method),
    counts: countByMethod(calls),
    stack: report?.error?.stack || null,
    returnJson: report?.returnJson ?? null,
  };
}

export function runningView(execution: Execution, now: number): ExecutionView {
  const { id, functionName, entry, effectiveUser, startedAt, calls, fetches, request } = execution;
  return {
    ...{ id, functionName, entry, startedAt },
    user: effectiveUser,
    status: 'running',
    durationMs: now - startedAt,
    error: null,
    costs: costsOf(calls, fetches),
    triggerId: request.triggerId ?? null,
  };
}

export function endedView(report: ExecutionReport): ExecutionView {
  const { id, functionName, entry, user, status, startedAt, durationMs, costs } = report;
  return {
    ...{ id, functionName, entry, user, status, startedAt, durationMs, costs },
    error: report.error?.message ?? null,
    triggerId: report.triggerId ?? null,
  };
}
