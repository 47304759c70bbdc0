/** The scopes of a key or a link, as checkboxes with what each allows. */
import { SCOPES, type Scope } from '../../api/types';

const MEANINGS: Readonly<Record<Scope, string>> = {
  read: 'see cards and their history',
  write: 'make, change and delete cards',
  sync: 'what a sheet needs',
  admin: 'everything, with this page',
};

interface Props {
  readonly chosen: readonly Scope[];
  readonly onChange: (scopes: readonly Scope[]) => void;
  /** Those that make sense here. */
  readonly offered?: readonly Scope[];
}

export function ScopeChoice({ chosen, onChange, offered = SCOPES }: Props) {
  const toggle = (scope: Scope) =>
    onChange(chosen.includes(scope) ? chosen.filter((other) => other !== scope) : [...chosen, scope]);
  return (
    <fieldset class="scopes">
      <legend>May</legend>
      {offered.map((scope) => (
        <label key={scope} class="check">
          <input type="checkbox" checked={chosen.includes(scope)} onChange={() => toggle(scope)} />
          <span>
            <strong>{scope}</strong> <span class="muted">{MEANINGS[scope]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
