/** The installed triggers of all users: when they run, how they ran last, run now, disable and enable. */
import { FormError } from '../../../components/form-error';
import { fetchTriggers, runTrigger, setTriggerEnabled, setTriggerNotify } from '../../../api/client';
import type { TriggerView } from '../../../api/types';
import { emulatorNow } from '../../state/clock';
import { useDeed, type Deed } from '../../state/deed';
import { useFresh } from '../../state/fresh';
import { nameOf, timeInWords } from '../../logic/words';
import { showExecution } from '../state';
import { Empty, Head, TabFrame, TableFrame } from '../tab-frame';

const EVENTS: Readonly<Record<TriggerView['event'], string>> = {
  CLOCK: 'Time-driven',
  ON_OPEN: 'On open',
  ON_EDIT: 'On edit',
  ON_CHANGE: 'On change',
  ON_FORM_SUBMIT: 'On form submit',
};

const NOTIFY: readonly TriggerView['notify'][] = ['immediately', 'hourly', 'daily', 'weekly'];

export function TriggersTab() {
  const loaded = useFresh<readonly TriggerView[]>(fetchTriggers, ['triggers', 'execution']);
  const deed = useDeed();
  return (
    <TabFrame text="Installed triggers run with the rights of whoever installed them." loaded={loaded}>
      {(triggers) =>
        triggers.length === 0 ? (
          <Empty>No trigger is installed. Scripts install theirs from a menu item.</Empty>
        ) : (
          <>
            <FormError text={deed.error} />
            <TableFrame label="Triggers">
              <Head
                columns={[
                  'Function',
                  'Event',
                  'Owner',
                  'Last run',
                  'Next run',
                  'Failures are mailed',
                  'Actions',
                ]}
              />
              <tbody>
                {triggers.map((trigger) => (
                  <Row key={trigger.id} trigger={trigger} deed={deed} />
                ))}
              </tbody>
            </TableFrame>
          </>
        )
      }
    </TabFrame>
  );
}

function Row({ trigger, deed }: { trigger: TriggerView; deed: Deed }) {
  const { id, handler, disabled } = trigger;
  const isOn = disabled === null;
  return (
    <tr class={isOn ? '' : 'is-off'}>
      <th scope="row">
        {handler}
        {!isOn && <p class="row-error">Disabled: {disabled}</p>}
      </th>
      <td>
        {EVENTS[trigger.event]}
        <span class="muted"> {trigger.schedule}</span>
      </td>
      <td>{nameOf(trigger.owner)}</td>
      <td class="nowrap">
        {trigger.lastRun ? <LastRun run={trigger.lastRun} /> : <span class="muted">–</span>}
      </td>
      <td class="nowrap">{nextRun(trigger)}</td>
      <td>
        <select
          class="input short"
          aria-label={`Failures of ${handler} are mailed`}
          value={trigger.notify}
          onChange={(event) => {
            const frequency = event.currentTarget.value as TriggerView['notify'];
            void deed.run(() => setTriggerNotify(id, frequency));
          }}
        >
          {NOTIFY.map((frequency) => (
            <option key={frequency}>{frequency}</option>
          ))}
        </select>
      </td>
      <td class="row-actions">
        <button
          class="button small"
          type="button"
          aria-label={`Run ${handler} now`}
          onClick={() => void deed.run(() => runTrigger(id))}
        >
          Run now
        </button>
        <button
          class="button small"
          type="button"
          aria-label={`${isOn ? 'Disable' : 'Enable'} ${handler}`}
          onClick={() => void deed.run(() => setTriggerEnabled(id, !isOn))}
        >
          {isOn ? 'Disable' : 'Enable'}
        </button>
      </td>
    </tr>
  );
}

function LastRun({ run }: { run: NonNullable<TriggerView['lastRun']> }) {
  return (
    <button class="link-button" type="button" onClick={() => showExecution(run.execution)}>
      {timeInWords(run.at, emulatorNow.value)}, {run.status}
    </button>
  );
}

function nextRun({ nextRun: at, disabled }: TriggerView): string {
  if (disabled !== null || at === null) return '–';
  return timeInWords(at, emulatorNow.value);
}
