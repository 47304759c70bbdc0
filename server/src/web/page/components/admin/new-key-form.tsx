/** The form that makes a key. */
import { useState } from 'preact/hooks';
import { createKey } from '../../api/admin-api';
import type { NewApiKey } from '../../api/admin-types';
import type { Scope } from '../../api/types';
import { isOpenMode } from '../../state/session';
import { DeedError } from './deed-error';
import { ScopeChoice } from './scope-choice';
import { useDeed } from './use-deed';

const DAY_MS = 86_400_000;
const LIVES = [
  { days: 30, words: '30 days' },
  { days: 90, words: '90 days' },
  { days: 365, words: '1 year' },
  { days: 0, words: 'until revoked' },
] as const;

interface Props {
  readonly onMade: (key: NewApiKey) => void;
  readonly onCancel: () => void;
}

export function NewKeyForm({ onMade, onCancel }: Props) {
  const isFirst = isOpenMode.value;
  const [name, setName] = useState(isFirst ? 'admin' : '');
  const [scopes, setScopes] = useState<readonly Scope[]>([isFirst ? 'admin' : 'read']);
  const [days, setDays] = useState<number>(90);
  const deed = useDeed();
  const submit = () =>
    deed.run(async () => {
      const expires = days === 0 ? {} : { expires_at: new Date(Date.now() + days * DAY_MS).toISOString() };
      onMade(await createKey({ name: name.trim(), scopes, ...expires }));
    });
  return (
    <form
      class="form panel"
      aria-label="New key"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="field-row">
        <div class="field">
          <label for="key-name">Name</label>
          <input
            id="key-name"
            class="input"
            required
            autofocus
            autocomplete="off"
            placeholder="e.g. sheet"
            maxLength={100}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="key-life">Valid</label>
          <select
            id="key-life"
            class="input"
            value={days}
            onChange={(event) => setDays(Number(event.currentTarget.value))}
          >
            {LIVES.map((life) => (
              <option key={life.days} value={life.days}>
                {life.words}
              </option>
            ))}
          </select>
        </div>
      </div>
      {isFirst ? (
        <p class="hint">
          This is the first key. From then on the tracker asks everyone for one, so it has the scope{' '}
          <strong>admin</strong>: make the others with it. You stay signed in here.
        </p>
      ) : (
        <ScopeChoice chosen={scopes} onChange={setScopes} />
      )}
      <DeedError error={deed.error} />
      <footer class="form-foot">
        <button class="button" type="button" onClick={onCancel}>
          Cancel
        </button>
        <button class="button primary" type="submit" disabled={deed.isBusy || scopes.length === 0}>
          Make the key
        </button>
      </footer>
    </form>
  );
}
