/** The executions, newest first, those that run included; a chosen one with all that is known of it. */
import { useState } from 'preact/hooks';
import type { ExecutionView } from '../../../api/types';
import { emulatorNow } from '../../state/clock';
import { executions } from '../../state/executions';
import { durationInWords, entryInWords, nameOf, timeInWords } from '../../logic/words';
import { shownExecution } from '../state';
import { StatusChip } from '../status-chip';
import { Empty, Head, TableFrame } from '../tab-frame';
import { ExecutionDetail } from './execution-detail';
import { KillButton } from './kill-button';

const SHOWN = ['All', 'Running', 'Completed', 'Failed'] as const;
type Shown = (typeof SHOWN)[number];

export function ExecutionsTab() {
  const id = shownExecution.value;
  return id === null ? <ExecutionList /> : <ExecutionDetail key={id} id={id} />;
}

function ExecutionList() {
  const [words, setWords] = useState('');
  const [shown, setShown] = useState<Shown>('All');
  const found = executions.value.filter((item) => isShown(item, shown) && matches(item, words));
  return (
    <>
      <div class="tab-head">
        <p class="muted">Every run of the script, whatever started it.</p>
        <div class="tab-tools">
          <input
            class="input short"
            type="search"
            placeholder="Filter"
            aria-label="Filter executions by function, user or entry"
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
          <select
            class="input short"
            aria-label="Status"
            value={shown}
            onChange={(event) => setShown(event.currentTarget.value as Shown)}
          >
            {SHOWN.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      </div>
      {found.length === 0 ? (
        <Empty>
          {executions.value.length === 0 ? 'Nothing has run yet.' : 'No execution matches the filter.'}
        </Empty>
      ) : (
        <TableFrame label="Executions">
          <Head
            columns={[
              'Function',
              'Started by',
              'User',
              'Status',
              'Duration',
              'Service calls',
              'Started',
              'Actions',
            ]}
          />
          <tbody>
            {found.map((item) => (
              <Row key={item.id} item={item} />
            ))}
          </tbody>
        </TableFrame>
      )}
    </>
  );
}

function Row({ item }: { item: ExecutionView }) {
  const { sheetCalls, fetches } = item.costs;
  return (
    <tr>
      <th scope="row">
        <button class="link-button" type="button" onClick={() => (shownExecution.value = item.id)}>
          {item.functionName}
        </button>
        {item.error !== null && <p class="row-error">{item.error}</p>}
      </th>
      <td>{entryInWords(item.entry)}</td>
      <td>{nameOf(item.user)}</td>
      <td>
        <StatusChip status={item.status} />
      </td>
      <td class="number nowrap">{durationInWords(item.durationMs)}</td>
      <td class="number nowrap">
        {sheetCalls} sheet · {fetches} fetch
      </td>
      <td class="nowrap">{timeInWords(item.startedAt, emulatorNow.value)}</td>
      <td class="row-actions">
        {item.status === 'running' && <KillButton id={item.id} functionName={item.functionName} />}
      </td>
    </tr>
  );
}

function isShown({ status }: ExecutionView, shown: Shown): boolean {
  switch (shown) {
    case 'All':
      return true;
    case 'Running':
      return status === 'running';
    case 'Completed':
      return status === 'completed';
    case 'Failed':
      return status !== 'running' && status !== 'completed';
  }
}

function matches({ functionName, user, entry }: ExecutionView, words: string): boolean {
  return `${functionName} ${user} ${entryInWords(entry)}`.toLowerCase().includes(words.trim().toLowerCase());
}
