/** Builders of installable triggers; create() is what reaches the host. */
import type { HostCall } from '../../bridge/protocol';
import type { ClockSettings } from '../../triggers/schedule';
import type { TriggerRequest, WireTrigger } from '../../triggers/script-app';
import type { SpreadsheetEventType } from '../../triggers/store';
import { Facade, typeNameOf } from '../facade';
import { a, date as isDateArgument, exception, integer, requireSignature, text } from '../signature';
import { TriggerFacade } from './script-app';

const ALLOWED_MINUTES = [1, 5, 10, 15, 30];
const ALLOWED_HOURS = [1, 2, 4, 6, 8, 12];

export interface TriggerBuilderFacade extends GoogleAppsScript.Script.TriggerBuilder {}
export class TriggerBuilderFacade extends Facade {
  readonly #host: HostCall;
  readonly #handler: string;

  constructor(host: HostCall, handler: string) {
    super('TriggerBuilder', 'ScriptApp');
    this.#host = host;
    this.#handler = handler;
  }

  timeBased(): ClockTriggerBuilderFacade {
    return new ClockTriggerBuilderFacade(this.#host, this.#handler);
  }

  forSpreadsheet(...args: [sheet: unknown]): SpreadsheetTriggerBuilderFacade {
    requireSignature('ScriptApp.TriggerBuilder.forSpreadsheet', args, [text], [isSpreadsheet]);
    const [sheet] = args;
    const id =
      typeof sheet === 'string' ? sheet : (sheet as GoogleAppsScript.Spreadsheet.Spreadsheet).getId();
    return new SpreadsheetTriggerBuilderFacade(this.#host, this.#handler, id);
  }
}

function isSpreadsheet(value: unknown): boolean {
  return (
    a('SpreadsheetApp.Spreadsheet')(value) ||
    (typeof value === 'object' && value !== null && typeNameOf(value) === 'Spreadsheet')
  );
}

function create(host: HostCall, request: TriggerRequest): TriggerFacade {
  return new TriggerFacade(host('TriggerBuilder.create', [request]) as WireTrigger);
}

export interface SpreadsheetTriggerBuilderFacade extends GoogleAppsScript.Script.SpreadsheetTriggerBuilder {}
export class SpreadsheetTriggerBuilderFacade extends Facade {
  readonly #host: HostCall;
  readonly #handler: string;
  readonly #sourceId: string;
  #eventType: SpreadsheetEventType | null = null;

  constructor(host: HostCall, handler: string, sourceId: string) {
    super('SpreadsheetTriggerBuilder', 'ScriptApp');
    this.#host = host;
    this.#handler = handler;
    this.#sourceId = sourceId;
  }

  onOpen(): this {
    this.#eventType = 'ON_OPEN';
    return this;
  }
  onEdit(): this {
    this.#eventType = 'ON_EDIT';
    return this;
  }
  onChange(): this {
    this.#eventType = 'ON_CHANGE';
    return this;
  }
  onFormSubmit(): this {
    this.#eventType = 'ON_FORM_SUBMIT';
    return this;
  }

  create(): TriggerFacade {
    const eventType = this.#eventType;
    if (!eventType)
      throw exception('The trigger needs an event: call onOpen, onEdit, onChange or onFormSubmit.');
    return create(this.#host, {
      kind: 'spreadsheet',
      handler: this.#handler,
      eventType,
      sourceId: this.#sourceId,
    });
  }
}

export interface ClockTriggerBuilderFacade extends GoogleAppsScript.Script.ClockTriggerBuilder {}
export class ClockTriggerBuilderFacade extends Facade {
  readonly #host: HostCall;
  readonly #handler: string;
  #settings: ClockSettings = {};

  constructor(host: HostCall, handler: string) {
    super('ClockTriggerBuilder', 'ScriptApp');
    this.#host = host;
    this.#handler = handler;
  }

  after(durationMilliseconds: number): this {
    return this.#set({ after: number('after', durationMilliseconds) });
  }

  at(date: unknown): this {
    requireSignature('ScriptApp.ClockTriggerBuilder.at', [date], [isDateArgument]);
    return this.#set({ at: (date as Date).getTime() });
  }

  atDate(...args: [year: number, month: number, day: number]): this {
    requireSignature('ScriptApp.ClockTriggerBuilder.atDate', args, [integer, integer, integer]);
    return this.#set({ atDate: args });
  }

  atHour(hour: number): this {
    return this.#set({ hour: within('atHour', hour, 0, 23) });
  }

  nearMinute(minute: number): this {
    return this.#set({ minute: within('nearMinute', minute, 0, 59) });
  }

  everyMinutes(n: number): this {
    return this.#set({ everyMinutes: oneOf('everyMinutes', n, ALLOWED_MINUTES) });
  }

  everyHours(n: number): this {
    return this.#set({ everyHours: oneOf('everyHours', n, ALLOWED_HOURS) });
  }

  everyDays(n: number): this {
    return this.#set({ everyDays: within('everyDays', n, 1, 400) });
  }

  everyWeeks(n: number): this {
    return this.#set({ everyWeeks: within('everyWeeks', n, 1, 52) });
  }

  onMonthDay(day: number): this {
    return this.#set({ monthDay: within('onMonthDay', day, 1, 31) });
  }

  onWeekDay(day: unknown): this {
    requireSignature('ScriptApp.ClockTriggerBuilder.onWeekDay', [day], [a('ScriptApp.WeekDay')]);
    return this.#set({ weekDay: (day as { ordinal(): number }).ordinal() });
  }

  inTimezone(timezone: string): this {
    return this.#set({ timeZone: knownZone(String(timezone)) });
  }

  create(): TriggerFacade {
    return create(this.#host, { kind: 'clock', handler: this.#handler, settings: this.#settings });
  }

  #set(settings: ClockSettings): this {
    this.#settings = { ...this.#settings, ...settings };
    return this;
  }
}

function number(method: string, value: number): number {
  requireSignature(`ScriptApp.ClockTriggerBuilder.${method}`, [value], [integer]);
  return value;
}

function oneOf(method: string, value: number, allowed: readonly number[]): number {
  if (allowed.includes(number(method, value))) return value;
  const list = `${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`;
  throw exception(`The value you passed to ${method} was invalid. It must be one of ${list}.`);
}

function within(method: string, value: number, least: number, most: number): number {
  const whole = number(method, value);
  if (whole >= least && whole <= most) return whole;
  throw exception(`The value you passed to ${method} was invalid. It must be between ${least} and ${most}.`);
}

function knownZone(name: string): string {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return name;
  } catch {
    throw exception(`Invalid argument: ${name}`);
  }
}
