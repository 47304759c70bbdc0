/** When a clock trigger is due: the platform's windows, with the random part fixed when the trigger is made. */
import { ServiceError } from '../bridge/protocol';
import { offsetOf, toUtc } from '../context/zone';

/** What ClockTriggerBuilder was told; absent parts were not. */
export interface ClockSettings {
  readonly everyMinutes?: number;
  readonly everyHours?: number;
  readonly everyDays?: number;
  readonly everyWeeks?: number;
  /** 0 = Sunday, as in JavaScript. */
  readonly weekDay?: number;
  readonly monthDay?: number;
  readonly hour?: number;
  readonly minute?: number;
  /** Milliseconds from now. */
  readonly after?: number;
  /** Milliseconds since the epoch. */
  readonly at?: number;
  readonly atDate?: readonly [year: number, month: number, day: number];
  readonly timeZone?: string;
}

/** Settings with the random part decided: `fraction` in [0, 1) places the trigger inside its window. */
export interface Schedule extends ClockSettings {
  readonly zone: string;
  readonly fraction: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** nearMinute is kept within this many minutes. */
const NEAR_MINUTES = 15;

/** Throws for settings that name no time at all. */
export function createSchedule(settings: ClockSettings, scriptZone: string, fraction: number): Schedule {
  const { everyMinutes, everyHours, everyDays, everyWeeks, weekDay, monthDay, hour, after, at, atDate } =
    settings;
  if (
    [everyMinutes, everyHours, everyDays, everyWeeks, weekDay, monthDay, hour, after, at, atDate].every(
      (part) => part === undefined,
    )
  ) {
    throw new ServiceError(
      'The trigger needs a time: call after, at, atDate, atHour, everyMinutes, everyHours, everyDays or everyWeeks.',
    );
  }
  return { ...settings, zone: settings.timeZone ?? scriptZone, fraction };
}

/** The first time after creation at `now`; may lie in the past for `at`, then it is due at once. */
export function firstDue(schedule: Schedule, now: number): number {
  if (schedule.after !== undefined) return now + schedule.after;
  if (schedule.at !== undefined) return schedule.at;
  if (schedule.atDate) return onDate(schedule, schedule.atDate);
  const period = shortPeriod(schedule);
  // Somewhere in the first period, never at its very start: each period holds exactly one run.
  if (period !== null) return now + Math.ceil(period * (1 - schedule.fraction));
  return nextDay(schedule, now);
}

/** The run after the one that was due at `due`; null for a trigger that runs once. */
export function nextDue(schedule: Schedule, due: number, now: number): number | null {
  if (schedule.after !== undefined || schedule.at !== undefined || schedule.atDate) return null;
  const period = shortPeriod(schedule);
  if (period === null) return nextDay(schedule, Math.max(due, now));
  return due + period * Math.max(1, Math.ceil((now - due + 1) / period));
}

function shortPeriod({ everyMinutes, everyHours }: Schedule): number | null {
  if (everyMinutes !== undefined) return everyMinutes * MINUTE;
  return everyHours === undefined ? null : everyHours * HOUR;
}

function onDate(schedule: Schedule, [year, month, day]: readonly [number, number, number]): number {
  return toUtc(Date.UTC(year, month - 1, day) + timeOfDay(schedule), schedule.zone);
}

/** The next day that fits after `after`, at the trigger's own time of day. */
function nextDay(schedule: Schedule, after: number): number {
  const step = (schedule.everyDays ?? 1) * DAY;
  const wall = after + offsetOf(after, schedule.zone);
  const midnight = Math.floor(wall / DAY) * DAY;
  for (let day = 0; ; day += 1) {
    const candidate = toUtc(midnight + day * DAY + timeOfDay(schedule), schedule.zone);
    if (candidate > after && fits(schedule, midnight + day * DAY)) {
      return candidate + (schedule.everyDays ? step - DAY : weeksBeyondFirst(schedule));
    }
  }
}

function weeksBeyondFirst({ everyWeeks }: Schedule): number {
  return everyWeeks === undefined ? 0 : (everyWeeks - 1) * 7 * DAY;
}

function fits({ weekDay, everyWeeks, monthDay }: Schedule, midnight: number): boolean {
  const day = new Date(midnight);
  if (monthDay !== undefined) return day.getUTCDate() === monthDay;
  if (everyWeeks === undefined && weekDay === undefined) return true;
  return day.getUTCDay() === (weekDay ?? 1);
}

/** A fixed random minute in the hour asked for, or within 15 minutes of the one asked for. */
function timeOfDay({ hour, minute, fraction }: Schedule): number {
  if (minute === undefined) return (hour ?? 0) * HOUR + Math.floor(fraction * 60) * MINUTE;
  const near = minute + Math.round((fraction * 2 - 1) * NEAR_MINUTES);
  return (hour ?? 0) * HOUR + Math.min(59, Math.max(0, near)) * MINUTE;
}
