/** What goes wrong on purpose: the network to the tracker, the spreadsheet service, an execution that is ended half-way. */
import { useState } from 'preact/hooks';
import { FormError } from '../../../components/form-error';
import { fetchFaults, setFaults } from '../../../api/client';
import type { FaultsView } from '../../../api/types';
import { useDeed } from '../../state/deed';
import { executions } from '../../state/executions';
import { useFresh } from '../../state/fresh';
import { TabFrame } from '../tab-frame';
import { KillButton } from './kill-button';

type Choices<Value extends string> = readonly (readonly [value: Value, words: string])[];
const NETWORK: Choices<FaultsView['network']> = [
  ['none', 'Works'],
  ['unreachable', 'Cannot be reached'],
  ['slow', 'Answers slowly'],
  ['429', 'Answers 429, too many requests'],
  ['500', 'Answers 500, an error of its own'],
];
const SPREADSHEET: Choices<FaultsView['spreadsheet']> = [
  ['none', 'Works'],
  ['timeouts', 'One call in twenty times out'],
  ['landed-but-threw', 'One write in twenty lands and throws all the same'],
];

export function FaultsTab() {
  const loaded = useFresh<FaultsView>(fetchFaults, ['settings']);
  const deed = useDeed();
  // What was clicked shows at once; the emulator's answer follows.
  const [wanted, setWanted] = useState<FaultsView | null>(null);
  const change = (faults: FaultsView) => {
    setWanted(faults);
    const store = async () => {
      await setFaults(faults);
      await loaded.reload();
    };
    void deed.run(store).then(() => setWanted((latest) => (latest === faults ? null : latest)));
  };
  return (
    <TabFrame text="What goes wrong from now on, until it is switched off again." loaded={loaded}>
      {(now) => {
        const faults = wanted ?? now;
        return (
          <div class="faults">
            <Choice
              legend="Network, e.g. the tracker"
              choices={NETWORK}
              value={faults.network}
              onChange={(network) => change({ ...faults, network })}
            />
            <Choice
              legend="Spreadsheet service"
              choices={SPREADSHEET}
              value={faults.spreadsheet}
              onChange={(spreadsheet) => change({ ...faults, spreadsheet })}
            />
            <RunningExecutions />
            <FormError text={deed.error} />
          </div>
        );
      }}
    </TabFrame>
  );
}

interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly choices: Choices<Value>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ legend, choices, value, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset class="fault-choice">
      <legend>{legend}</legend>
      {choices.map(([name, words]) => (
        <label class="check" key={name}>
          <input type="radio" name={legend} checked={name === value} onChange={() => onChange(name)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

function RunningExecutions() {
  const running = executions.value.filter(({ status }) => status === 'running');
  return (
    <section class="fault-choice" aria-label="Running executions">
      <h3>Running executions</h3>
      {running.length === 0 ? (
        <p class="muted">Nothing runs. What runs can be killed here, half-way.</p>
      ) : (
        <ul class="running">
          {running.map(({ id, functionName }) => (
            <li key={id}>
              <code>{functionName}</code>
              <KillButton id={id} functionName={functionName} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
