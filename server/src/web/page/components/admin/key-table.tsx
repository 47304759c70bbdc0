/** The keys in a table, each with its state. */
import type { ApiKey } from '../../api/admin-types';
import { keyState, type KeyState } from '../../logic/key-state';
import { now } from '../../state/clock';
import { Moment } from '../card-facts';
import { TableFrame } from './section';

export function KeyTable({ keys, onRevoke }: { keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  if (keys.length === 0) {
    return (
      <p class="empty">
        No keys yet. Until there is one, the tracker serves this computer only, without asking.
      </p>
    );
  }
  return (
    <TableFrame label="Keys">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">May</th>
            <th scope="col">State</th>
            <th scope="col">Made</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={onRevoke} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

const STATE_WORDS: Readonly<Record<KeyState, string>> = {
  live: 'Live',
  expired: 'Expired',
  revoked: 'Revoked',
};

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: (key: ApiKey) => void }) {
  const state = keyState(apiKey, now.value);
  return (
    <tr class={state === 'live' ? '' : 'dim'}>
      <th scope="row" dir="auto">
        {apiKey.name}
      </th>
      <td>
        {apiKey.scopes.map((scope) => (
          <span key={scope} class="tag">
            {scope}
          </span>
        ))}
      </td>
      <td>
        <span class={`tag state-${state}`}>{STATE_WORDS[state]}</span>
        {state === 'live' && apiKey.expires_at !== null && (
          <span class="muted">
            {' '}
            until {new Date(apiKey.expires_at).toLocaleDateString('en', { dateStyle: 'medium' })}
          </span>
        )}
      </td>
      <td>
        <Moment at={apiKey.created_at} />
      </td>
      <td>
        {apiKey.last_used_at === null ? (
          <span class="muted">never</span>
        ) : (
          <Moment at={apiKey.last_used_at} />
        )}
      </td>
      <td class="actions">
        {state === 'live' && (
          <button
            class="button small quiet danger"
            type="button"
            aria-label={`Revoke the key ${apiKey.name}`}
            onClick={() => onRevoke(apiKey)}
          >
            Revoke
          </button>
        )}
      </td>
    </tr>
  );
}
