/** Runs a function of the script as the script editor does. */
import { useState } from 'preact/hooks';
import { FormError } from '../../../components/form-error';
import { fetchScript } from '../../../api/client';
import type { ScriptView } from '../../../api/types';
import { useFresh } from '../../state/fresh';
import { durationInWords } from '../../logic/words';
import { executionOf } from '../../state/executions';
import { lastRun, runByName } from '../../state/runs';
import { showExecution } from '../state';
import { StatusChip } from '../status-chip';
import { Empty, TabFrame } from '../tab-frame';

export function RunTab() {
  const loaded = useFresh<ScriptView>(fetchScript, []);
  return (
    <TabFrame text="Runs a function as the script editor does, with your rights." loaded={loaded}>
      {({ functions, files, webAppUrl }) =>
        functions.filter(isPublic).length === 0 ? (
          <Empty>The script has no function that can be run by name.</Empty>
        ) : (
          <>
            <RunForm functions={functions.filter(isPublic)} />
            <LastRun />
            <dl class="facts">
              <div>
                <dt>Files</dt>
                <dd>{files.join(', ')}</dd>
              </div>
              <div>
                <dt>Web app</dt>
                <dd>{webAppUrl ?? 'not deployed'}</dd>
              </div>
            </dl>
          </>
        )
      }
    </TabFrame>
  );
}

/** How it went, with the way to its log and result. */
function LastRun() {
  const execution = lastRun.value === null ? undefined : executionOf(lastRun.value);
  if (execution === undefined) return null;
  const { id, functionName, status, durationMs } = execution;
  return (
    <p class="last-run">
      Last run: <code>{functionName}</code> <StatusChip status={status} />
      {status !== 'running' && <span class="muted"> {durationInWords(durationMs)} </span>}
      <button class="link-button" type="button" onClick={() => showExecution(id)}>
        Log and result
      </button>
    </p>
  );
}

/** The editor does not offer private functions either. */
const isPublic = (name: string) => !name.endsWith('_');

function RunForm({ functions }: { functions: readonly string[] }) {
  const [name, setName] = useState(functions[0] ?? '');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const run = () => {
    const args = argumentsOf(text);
    setProblem(args === null ? 'Write the arguments as a JSON array, e.g. ["Ann", 3].' : null);
    if (args !== null) void runByName(name, args);
  };
  return (
    <form
      class="run-form"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <label class="field">
        <span>Function</span>
        <select class="input" value={name} onChange={(event) => setName(event.currentTarget.value)}>
          {functions.map((known) => (
            <option key={known}>{known}</option>
          ))}
        </select>
      </label>
      <label class="field grow">
        <span>Arguments (a JSON array)</span>
        <input
          class="input"
          value={text}
          placeholder="none"
          spellcheck={false}
          aria-invalid={problem !== null}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button class="button primary" type="submit">
        Run
      </button>
      <FormError text={problem} />
    </form>
  );
}

function argumentsOf(text: string): readonly unknown[] | null {
  if (text.trim() === '') return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
