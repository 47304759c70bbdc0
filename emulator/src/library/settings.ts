/** Switches, faults and quotas of a running emulator. */
import type { EmulatorCore } from '../emulator';
import type { Faults } from '../settings';
import type { Switches } from '../switches';

/** What a user has used of the day's allowance. */
export interface QuotaUse {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  readonly unit: 'calls' | 'minutes' | 'recipients' | 'triggers';
}

const MINUTE_MS = 60_000;

export function switchesOf(core: EmulatorCore) {
  return {
    get current(): Switches {
      return { ...core.switches };
    },
    /** From now on, for every part; kept with the state. @throws RangeError for a switch or position that does not exist */
    move: (changes: Partial<Switches>): void => {
      core.settings.move(changes);
      core.changed('settings');
    },
  };
}

export function faultsOf(core: EmulatorCore) {
  return {
    get current(): Faults {
      return core.settings.faults;
    },
    /** What goes wrong from now on, until it is set to `none` or the emulator ends. */
    set: (faults: Partial<Faults>): void => {
      core.settings.faults = { ...core.settings.faults, ...faults };
      core.changed('settings');
    },
  };
}

export function quotaUse({ quotas, limits, triggers }: EmulatorCore, user: string): readonly QuotaUse[] {
  const used = (quota: Parameters<typeof quotas.used>[0]) => quotas.used(quota, user);
  return [
    { name: 'URL Fetch calls', used: used('urlfetch'), limit: limits.fetchesPerDay, unit: 'calls' },
    {
      name: 'Triggers total runtime',
      used: used('triggerMs') / MINUTE_MS,
      limit: limits.triggerRuntimePerDayMs / MINUTE_MS,
      unit: 'minutes',
    },
    {
      name: 'Properties read/write',
      used: used('properties'),
      limit: limits.propertyCallsPerDay,
      unit: 'calls',
    },
    { name: 'Email recipients', used: used('mail'), limit: limits.mailRecipientsPerDay, unit: 'recipients' },
    {
      name: 'Triggers installed',
      used: triggers.ofUser(user).length,
      limit: limits.triggersPerUser,
      unit: 'triggers',
    },
  ];
}
