/** The bar at the top that tells how what this person has started goes: running, finished, or failed with its error. */
import { useEffect } from 'preact/hooks';
import { killExecution } from '../../api/client';
import { AlertIcon } from '../components/icons';
import { showExecution } from '../panel/state';
import { executionOf } from '../state/executions';
import { runBar } from '../state/runs';
import type { ExecutionView } from '../../api/types';

/** How long "Finished script" stands, in milliseconds. */
const FINISHED_MS = 4_000;

export function RunBar() {
  return (
    <div class="run-bar-place" role="status" data-testid="run-bar">
      <RunBarContent />
    </div>
  );
}

function RunBarContent() {
  const state = runBar.value;
  if (state === null) return null;
  if (state.kind === 'starting') return <Running />;
  if (state.kind === 'refused') return <Failed message={state.message} />;
  const execution = executionOf(state.id);
  if (execution === undefined || execution.status === 'running') return <Running id={state.id} />;
  if (execution.status === 'completed') return <Finished key={state.id} />;
  return <Failed message={failureOf(execution)} id={state.id} />;
}

function Running({ id }: { id?: number }) {
  return (
    <div class="run-bar">
      <span class="spinner" aria-hidden="true" />
      <span>Running script…</span>
      {id !== undefined && (
        <button
          class="button quiet small"
          type="button"
          onClick={() => void killExecution(id).catch(() => undefined)}
        >
          Cancel
        </button>
      )}
      <Dismiss />
    </div>
  );
}

function Finished() {
  useEffect(() => {
    const timer = setTimeout(() => (runBar.value = null), FINISHED_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="run-bar">
      <span>Finished script</span>
      <Dismiss />
    </div>
  );
}

function Failed({ message, id }: { message: string; id?: number }) {
  return (
    <div class="run-bar failed">
      <AlertIcon />
      <span class="run-bar-text">{message}</span>
      {id !== undefined && (
        <button class="button quiet small" type="button" onClick={() => showExecution(id)}>
          Details
        </button>
      )}
      <Dismiss />
    </div>
  );
}

function Dismiss() {
  return (
    <button class="button quiet small" type="button" onClick={() => (runBar.value = null)}>
      Dismiss
    </button>
  );
}

function failureOf({ status, error, functionName }: ExecutionView): string {
  if (error !== null) return error;
  return status === 'killed' ? `${functionName} was stopped.` : `${functionName} ${status}.`;
}
