/** An installed trigger as the API shows it. */
import type { Emulator, InstalledTrigger } from '../../index';
import type { TriggerView } from '../types';

export function triggerView({ triggers }: Emulator, trigger: InstalledTrigger): TriggerView {
  const { id, creator, handler, eventType, enabled, disabledReason, nextRun, lastExecution, notify } =
    trigger;
  return {
    ...{ id, handler },
    owner: creator,
    event: eventType,
    schedule: triggers.describe(trigger),
    disabled: enabled ? null : (disabledReason ?? 'disabled'),
    lastRun: lastExecution
      ? { execution: lastExecution.id, at: lastExecution.at, status: lastExecution.status }
      : null,
    notify: notify ?? 'daily',
    nextRun: enabled ? nextRun : null,
  };
}
