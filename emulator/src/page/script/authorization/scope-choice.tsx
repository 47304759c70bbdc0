/** The scopes of the manifest in words, each to be allowed or not. */
import { useState } from 'preact/hooks';
import type { AuthorizationView } from '../../api/types';

interface Props {
  readonly scopes: AuthorizationView['scopes'];
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onGrant: (scopes: readonly string[]) => void;
}

export function ScopeChoice({ scopes, isBusy, onCancel, onGrant }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(scopes.filter(({ granted }) => granted).map(({ scope }) => scope)),
  );
  const all = scopes.map(({ scope }) => scope);
  const isAll = chosen.size === all.length;
  const toggle = (scope: string) =>
    setChosen(
      new Set(chosen.has(scope) ? [...chosen].filter((known) => known !== scope) : [...chosen, scope]),
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onGrant([...chosen]);
      }}
    >
      <fieldset class="scope-choice">
        <legend>Select what the script can access</legend>
        <label class="check all">
          <input
            type="checkbox"
            data-first
            checked={isAll}
            indeterminate={!isAll && chosen.size > 0}
            onChange={() => setChosen(new Set(isAll ? [] : all))}
          />
          <span>Select all</span>
        </label>
        {scopes.map(({ scope, description }) => (
          <label class="check" key={scope}>
            <input type="checkbox" checked={chosen.has(scope)} onChange={() => toggle(scope)} />
            <span>
              {description}
              <code>{scope}</code>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="script-modal-foot">
        <button class="button" type="button" onClick={onCancel}>
          Cancel
        </button>
        <button class="button primary" type="submit" disabled={isBusy || chosen.size === 0}>
          Continue
        </button>
      </div>
    </form>
  );
}
