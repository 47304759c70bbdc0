/** A card's history, newest first: who, from where, which field, old → new, when. */
import type { FieldChange, HistoryEntry } from '../api/types';
import {
  actionInWords,
  actorInWords,
  fieldInWords,
  originInWords,
  valueInWords,
} from '../logic/history-words';
import { sourceName } from '../state/sources';
import { Moment } from './card-facts';
import { ArrowIcon } from './icons';
import type { Loaded } from './use-loaded';

export function HistoryList({ history }: { history: Loaded<readonly HistoryEntry[]> }) {
  const { value, failure, reload } = history;
  return (
    <section class="history" aria-labelledby="history-title">
      <h2 id="history-title">History</h2>
      {failure !== null && (
        <p class="form-error" role="alert">
          {failure.message}{' '}
          <button class="button small" type="button" onClick={() => void reload()}>
            Try again
          </button>
        </p>
      )}
      {value === null && failure === null && <p class="muted">Loading…</p>}
      {value !== null && (
        <ol class="history-list" reversed>
          {value.toReversed().map((entry) => (
            <Entry key={`${entry.version} ${entry.action}`} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  return (
    <li class={`history-entry ${entry.action}`}>
      <p class="history-line">
        <strong class="history-actor" dir="auto">
          {actorInWords(entry.actor)}
        </strong>{' '}
        {actionInWords(entry)}{' '}
        <span class="muted">
          through {originInWords(entry.origin, sourceName)} · <Moment at={entry.at} />
        </span>
      </p>
      {entry.changes.length > 0 && (
        <ul class="history-changes">
          {entry.changes.map((change) => (
            <Change key={change.field} change={change} isFirst={entry.action === 'created'} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** A new card has no old values to show. */
function Change({ change, isFirst }: { change: FieldChange; isFirst: boolean }) {
  return (
    <li class="history-change">
      <span class="history-field">{fieldInWords(change.field)}</span>
      {!isFirst && (
        <>
          <del dir="auto">
            <span class="visually-hidden">from </span>
            {valueInWords(change, 'from')}
          </del>
          <ArrowIcon />
        </>
      )}
      <ins dir="auto">
        <span class="visually-hidden">{isFirst ? '' : 'to '}</span>
        {valueInWords(change, 'to')}
      </ins>
    </li>
  );
}
