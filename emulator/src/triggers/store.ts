/** The project's installed triggers, each with its creator. */
import type { ExecutionStatus } from '../runtime/report';
import type { SeededRandom } from '../services/random';
import type { Notify } from './failure-mails';
import { firstDue, nextDue, type Schedule } from './schedule';

export const SPREADSHEET_EVENTS = ['ON_OPEN', 'ON_EDIT', 'ON_CHANGE', 'ON_FORM_SUBMIT'] as const;
export type SpreadsheetEventType = (typeof SPREADSHEET_EVENTS)[number];
export type TriggerEventType = SpreadsheetEventType | 'CLOCK';

/** What may be read of a trigger; times are milliseconds of the emulator's clock. */
export interface InstalledTrigger {
  readonly id: string;
  readonly handler: string;
  readonly eventType: TriggerEventType;
  /** null for clock triggers, as `getTriggerSourceId` gives it. */
  readonly sourceId: string | null;
  readonly creator: string;
  readonly schedule?: Schedule;
  /** How often its failures are mailed; daily without it. */
  notify?: Notify;
  enabled: boolean;
  disabledReason?: string;
  /** Clock triggers only; null once a one-time trigger has run. */
  nextRun: number | null;
  lastRun?: number;
  /** The last execution that it started. */
  lastExecution?: LastExecution;
}

export interface LastExecution {
  readonly id: number;
  /** By the emulator's clock. */
  readonly at: number;
  readonly status: ExecutionStatus | 'running';
}

export type NewTrigger = Pick<InstalledTrigger, 'handler' | 'eventType' | 'sourceId' | 'creator'> & {
  readonly schedule?: Schedule;
  readonly disabledReason?: string;
};

const ID_DIGITS = 19;

export class TriggerStore {
  private triggers: InstalledTrigger[] = [];

  constructor(
    private readonly random: SeededRandom,
    private readonly now: () => number,
    private readonly changed: () => void,
  ) {}

  add({ disabledReason, schedule, ...fields }: NewTrigger): InstalledTrigger {
    const trigger: InstalledTrigger = {
      id: this.random.digits(ID_DIGITS),
      ...fields,
      enabled: disabledReason === undefined,
      nextRun: schedule ? firstDue(schedule, this.now()) : null,
      ...(schedule ? { schedule } : {}),
      ...(disabledReason === undefined ? {} : { disabledReason }),
    };
    this.triggers.push(trigger);
    this.changed();
    return trigger;
  }

  list(): readonly InstalledTrigger[] {
    return this.triggers;
  }

  ofUser(user: string): readonly InstalledTrigger[] {
    return this.triggers.filter(({ creator }) => creator === user);
  }

  find(id: string): InstalledTrigger | undefined {
    return this.triggers.find((trigger) => trigger.id === id);
  }

  remove(id: string): boolean {
    const before = this.triggers.length;
    this.triggers = this.triggers.filter((trigger) => trigger.id !== id);
    this.changed();
    return this.triggers.length < before;
  }

  disable(id: string, reason: string): void {
    const trigger = this.find(id);
    if (!trigger) return;
    trigger.enabled = false;
    trigger.disabledReason = reason;
    this.changed();
  }

  enable(id: string): void {
    const trigger = this.find(id);
    if (!trigger) return;
    trigger.enabled = true;
    delete trigger.disabledReason;
    const { schedule, nextRun } = trigger;
    if (schedule && nextRun !== null && nextRun < this.now())
      trigger.nextRun = nextDue(schedule, nextRun, this.now());
    this.changed();
  }

  notify(id: string, notify: Notify): void {
    const trigger = this.find(id);
    if (!trigger) return;
    trigger.notify = notify;
    this.changed();
  }

  noteExecution(id: string, last: LastExecution): void {
    const trigger = this.find(id);
    if (!trigger) return;
    trigger.lastExecution = last;
    this.changed();
  }

  forEvent(eventType: SpreadsheetEventType): readonly InstalledTrigger[] {
    return this.triggers.filter((trigger) => trigger.enabled && trigger.eventType === eventType);
  }

  /** The clock trigger that is due first, no later than `until`. */
  nextClock(until: number): InstalledTrigger | undefined {
    return this.triggers
      .filter(({ enabled, nextRun }) => enabled && nextRun !== null && nextRun <= until)
      .sort(
        (first, second) => (first.nextRun ?? 0) - (second.nextRun ?? 0) || first.id.localeCompare(second.id),
      )[0];
  }

  /** Moves a clock trigger on to its next time; a one-time trigger stays listed but is never due again. */
  markRun(trigger: InstalledTrigger): void {
    const due = trigger.nextRun;
    trigger.lastRun = this.now();
    if (trigger.schedule && due !== null) trigger.nextRun = nextDue(trigger.schedule, due, this.now());
    this.changed();
  }

  /** A trigger for an event has been set off. */
  markEvent(trigger: InstalledTrigger): void {
    trigger.lastRun = this.now();
    this.changed();
  }

  toSnapshot(): InstalledTrigger[] {
    return structuredClone(this.triggers);
  }

  restore(snapshot: readonly InstalledTrigger[]): void {
    this.triggers = (structuredClone(snapshot) as InstalledTrigger[]).map(withoutRunning);
  }
}

/** What ran when the state was stored runs no more. */
function withoutRunning(trigger: InstalledTrigger): InstalledTrigger {
  const { lastExecution } = trigger;
  if (lastExecution?.status !== 'running') return trigger;
  return { ...trigger, lastExecution: { ...lastExecution, status: 'killed' } };
}
