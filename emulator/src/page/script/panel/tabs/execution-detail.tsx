/** One execution: what it was, how it ended, what it logged, and which services it called. */
import { useEffect, useRef } from 'preact/hooks';
import { FormError } from '../../../components/form-error';
import { fetchExecution } from '../../../api/client';
import type { ExecutionDetails } from '../../../api/types';
import { BackIcon } from '../../components/icons';
import { emulatorNow } from '../../state/clock';
import { executions } from '../../state/executions';
import { useFresh } from '../../state/fresh';
import { countOf, durationInWords, entryInWords, timeInWords } from '../../logic/words';
import { shownExecution } from '../state';
import { StatusChip } from '../status-chip';
import { CallList } from './call-list';
import { KillButton } from './kill-button';

export function ExecutionDetail({ id }: { id: number }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Read again when this very execution ends.
  const status = executions.value.find((item) => item.id === id)?.status;
  const { value, failure } = useFresh<ExecutionDetails>(() => fetchExecution(id), [], [id, status]);
  useEffect(() => heading.current?.focus(), [value === null]);
  return (
    <article class="execution">
      <header class="execution-head">
        <button class="button small" type="button" onClick={() => (shownExecution.value = null)}>
          <BackIcon />
          All executions
        </button>
        <h3 ref={heading} tabIndex={-1}>
          {value?.functionName ?? `Execution ${id}`}
        </h3>
        {value && <StatusChip status={value.status} />}
        {value?.status === 'running' && <KillButton id={id} functionName={value.functionName} />}
      </header>
      <FormError text={failure} />
      {value && <Facts details={value} />}
    </article>
  );
}

function Facts({ details }: { details: ExecutionDetails }) {
  const { costs } = details;
  return (
    <>
      <dl class="facts">
        <Fact name="Started by" value={entryInWords(details.entry)} />
        <Fact name="With the rights of" value={details.user} />
        <Fact name="Started" value={timeInWords(details.startedAt, emulatorNow.value)} />
        <Fact name="Duration" value={durationInWords(details.durationMs)} />
        <Fact
          name="Sheet"
          value={`${countOf(costs.sheetCalls, 'call')}, ${countOf(costs.sheetWrites, 'write')}`}
        />
        <Fact
          name="Properties"
          value={`${countOf(costs.propertyReads, 'read')}, ${countOf(costs.propertyWrites, 'write')}`}
        />
        <Fact name="Fetches" value={String(costs.fetches)} />
        {details.returnJson !== null && details.returnJson !== 'null' && (
          <Fact name="Returned" value={details.returnJson} />
        )}
      </dl>
      {details.error !== null && (
        <section class="execution-error" aria-label="Error">
          <p>{details.error}</p>
          {details.stack !== null && (
            <pre tabIndex={0} aria-label="Stack">
              {details.stack}
            </pre>
          )}
        </section>
      )}
      <div class="execution-columns">
        <Log details={details} />
        <CallList details={details} />
      </div>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Log({ details }: { details: ExecutionDetails }) {
  return (
    <section aria-label="Log">
      <h4>Log</h4>
      {details.logs.length === 0 ? (
        <p class="muted">It logged nothing.</p>
      ) : (
        <ol class="log">
          {details.logs.map((line, index) => (
            <li key={index} class={`log-${line.level.toLowerCase()}`}>
              <span class="log-level">{line.level}</span>
              <span class="log-text">{line.text}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
