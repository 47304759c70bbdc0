/** Failed runs of installed triggers are told to whoever installed them, in one mail for all that failed in a while. */
import type { Changes } from '../changes';
import { offsetOf } from '../context/zone';
import { describeTime } from './describe-time';
import type { SentMail } from '../services/mail';
import type { InstalledTrigger, TriggerEventType } from './store';

/** How often, as the editor of triggers offers it; `daily` unless another is chosen. */
export const NOTIFY = ['immediately', 'hourly', 'daily', 'weekly'] as const;
export type Notify = (typeof NOTIFY)[number];

export interface Failure {
  readonly to: string;
  readonly notify: Notify;
  readonly start: number;
  readonly end: number;
  readonly functionName: string;
  readonly message: string;
  readonly trigger: TriggerEventType;
}

export interface FailureMailsDeps {
  readonly now: () => number;
  readonly zone: () => string;
  /** The script project is called as its spreadsheet. */
  readonly name: () => string;
  readonly outbox: SentMail[];
  readonly changes: Changes;
}

const FROM = 'noreply-apps-scripts-notifications@google.com';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 January 1970 was a Thursday; a week of mails begins on Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

const TRIGGER_WORDS: Readonly<Record<TriggerEventType, string>> = {
  CLOCK: 'time-based',
  ON_OPEN: 'open',
  ON_EDIT: 'edit',
  ON_CHANGE: 'change',
  ON_FORM_SUBMIT: 'formSubmit',
};

export class FailureMails {
  private waiting: Failure[] = [];

  constructor(private readonly deps: FailureMailsDeps) {}

  add(
    { creator, eventType, notify }: InstalledTrigger,
    failure: Pick<Failure, 'start' | 'end' | 'functionName' | 'message'>,
  ): void {
    this.waiting.push({ ...failure, to: creator, notify: notify ?? 'daily', trigger: eventType });
    this.sendDue();
  }

  /** Everything whose hour, day or week is over. */
  sendDue(): void {
    const due = this.waiting.filter((failure) => this.dueAt(failure) <= this.deps.now());
    if (due.length === 0) return;
    this.waiting = this.waiting.filter((failure) => !due.includes(failure));
    const byMail = grouped(due, (failure) => `${failure.to} ${failure.notify} ${this.dueAt(failure)}`);
    for (const failures of byMail.values()) this.send(failures);
    this.deps.changes.tell({ type: 'outbox' });
  }

  toSnapshot(): readonly Failure[] {
    return [...this.waiting];
  }

  restore(snapshot: readonly Failure[]): void {
    this.waiting = [...snapshot];
  }

  /** The end of its hour, day or week by the script's clock. */
  private dueAt({ notify, end }: Failure): number {
    switch (notify) {
      case 'immediately':
        return end;
      case 'hourly':
        return this.periodEnd(end, HOUR_MS, 0);
      case 'daily':
        return this.periodEnd(end, DAY_MS, 0);
      case 'weekly':
        return this.periodEnd(end, 7 * DAY_MS, FIRST_MONDAY_MS);
    }
  }

  private periodEnd(time: number, period: number, start: number): number {
    const offset = offsetOf(time, this.deps.zone());
    return (Math.floor((time + offset - start) / period) + 1) * period + start - offset;
  }

  private send(failures: readonly Failure[]): void {
    const [first] = failures;
    if (!first) return;
    const name = this.deps.name();
    this.deps.outbox.push({
      from: FROM,
      to: first.to,
      subject: `Summary of failures for Google Apps Script: ${name}`,
      body: bodyOf(name, failures, (time) => describeTime(time, this.deps.zone())),
      time: this.dueAt(first),
    });
  }
}

function bodyOf(name: string, failures: readonly Failure[], when: (time: number) => string): string {
  const counts = [...grouped(failures, ({ message }) => message)];
  return [
    `Your script, ${name}, has recently failed to finish successfully. A summary of the failure(s) is shown below.`,
    '',
    'Summary:',
    'Error Message | Count',
    ...counts.map(([message, { length }]) => `${message} | ${length}`),
    '',
    'Details:',
    'Start | Function | Error Message | Trigger | End',
    ...failures.map(({ start, functionName, message, trigger, end }) =>
      [when(start), functionName, message, TRIGGER_WORDS[trigger], when(end)].join(' | '),
    ),
  ].join('\n');
}

/** In the order in which each key came first. */
function grouped(failures: readonly Failure[], keyOf: (failure: Failure) => string): Map<string, Failure[]> {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures)
    groups.set(keyOf(failure), [...(groups.get(keyOf(failure)) ?? []), failure]);
  return groups;
}
