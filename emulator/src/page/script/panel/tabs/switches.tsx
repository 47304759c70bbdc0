/** The behaviours that the platform's documentation leaves open, each to be set as it may turn out to be. */
import { useState } from 'preact/hooks';
import { FormError } from '../../../components/form-error';
import { changeSwitches, fetchSwitches } from '../../../api/client';
import type { SwitchView } from '../../../api/types';
import { countOf } from '../../logic/words';
import { useDeed } from '../../state/deed';
import { useFresh } from '../../state/fresh';
import { Empty, TabFrame } from '../tab-frame';

type Values = Readonly<Record<string, string | boolean>>;

export function SwitchesTab() {
  const loaded = useFresh<readonly SwitchView[]>(fetchSwitches, ['settings']);
  const deed = useDeed();
  const [words, setWords] = useState('');
  // What was chosen shows at once; the emulator's answer follows.
  const [wanted, setWanted] = useState<Values>({});
  const change = (values: Values) => {
    setWanted(values);
    const store = async () => {
      await changeSwitches(values);
      await loaded.reload();
    };
    void deed.run(store).then(() => setWanted({}));
  };
  const asWanted = (view: SwitchView): SwitchView => ({ ...view, value: wanted[view.name] ?? view.value });
  const changed = (loaded.value ?? []).map(asWanted).filter(isChanged);
  const found = (view: SwitchView) =>
    `${view.name} ${view.description}`.toLowerCase().includes(words.trim().toLowerCase());
  return (
    <TabFrame
      text="What Google’s documentation leaves open. A script that works either way does not depend on it."
      loaded={loaded}
      tools={
        <div class="tab-tools">
          <input
            class="input short"
            type="search"
            placeholder="Filter"
            aria-label="Filter switches"
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
          <button
            class="button small"
            type="button"
            disabled={changed.length === 0 || deed.isBusy}
            onClick={() => change(Object.fromEntries(changed.map((view) => [view.name, view.default])))}
          >
            Reset{' '}
            {changed.length === 0 ? 'all' : countOf(changed.length, 'switch').replace('switchs', 'switches')}
          </button>
        </div>
      }
    >
      {(views) => (
        <>
          <FormError text={deed.error} />
          {views.some(found) ? (
            <ul class="switches">
              {views
                .filter(found)
                .map(asWanted)
                .map((view) => (
                  <Switch key={view.name} view={view} onChange={(value) => change({ [view.name]: value })} />
                ))}
            </ul>
          ) : (
            <Empty>No switch matches the filter.</Empty>
          )}
        </>
      )}
    </TabFrame>
  );
}

interface SwitchProps {
  readonly view: SwitchView;
  readonly onChange: (value: string | boolean) => void;
}

function Switch({ view, onChange }: SwitchProps) {
  const { name, description, value, choices } = view;
  const id = `switch-${name}`;
  return (
    <li class={isChanged(view) ? 'switch changed' : 'switch'}>
      <div>
        <label for={id}>
          <code>{name}</code>
        </label>
        {isChanged(view) && <span class="tag changed-tag">changed</span>}
        <p class="muted" id={`${id}-text`}>
          {withCode(description)}
        </p>
      </div>
      <select
        class="input short"
        id={id}
        aria-describedby={`${id}-text`}
        value={String(value)}
        onChange={(event) => {
          const chosen = choices.find((choice) => String(choice) === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {choices.map((choice) => (
          <option key={String(choice)} value={String(choice)}>
            {String(choice)}
            {choice === view.default ? ' (default)' : ''}
          </option>
        ))}
      </select>
      {isChanged(view) && (
        <button
          class="button small"
          type="button"
          aria-label={`Reset ${name}`}
          onClick={() => onChange(view.default)}
        >
          Reset
        </button>
      )}
    </li>
  );
}

/** What stands between backticks is code. */
function withCode(text: string) {
  return text.split('`').map((part, place) => (place % 2 === 1 ? <code key={place}>{part}</code> : part));
}

function isChanged(view: SwitchView): boolean {
  return view.value !== view.default;
}
