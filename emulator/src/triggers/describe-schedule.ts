/** When a trigger runs, in words for a person. */
import type { InstalledTrigger } from './store';
import type { Schedule } from './schedule';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export function describeTrigger({ eventType, schedule }: InstalledTrigger): string {
  switch (eventType) {
    case 'CLOCK':
      return schedule ? describeSchedule(schedule) : 'by time';
    case 'ON_OPEN':
      return 'when the spreadsheet is opened';
    case 'ON_EDIT':
      return 'on edit';
    case 'ON_CHANGE':
      return 'on change';
    case 'ON_FORM_SUBMIT':
      return 'on form submit';
  }
}

function describeSchedule(schedule: Schedule): string {
  const { everyMinutes, everyHours, after, at, atDate } = schedule;
  if (everyMinutes !== undefined) return every(everyMinutes, 'minute');
  if (everyHours !== undefined) return every(everyHours, 'hour');
  if (after !== undefined || at !== undefined || atDate !== undefined) return 'once';
  return `${day(schedule)}${time(schedule)}`;
}

function day({ everyDays, everyWeeks, weekDay, monthDay }: Schedule): string {
  if (monthDay !== undefined) return `on day ${monthDay} of every month`;
  if (everyWeeks !== undefined) return `${every(everyWeeks, 'week')} on ${DAYS[weekDay ?? 1]}`;
  if (weekDay !== undefined) return `every ${DAYS[weekDay]}`;
  return every(everyDays ?? 1, 'day');
}

/** The platform chooses a minute within the hour. */
function time({ hour = 0, minute, zone }: Schedule): string {
  const at = (value: number): string => String(value).padStart(2, '0');
  const when =
    minute === undefined
      ? `between ${at(hour)}:00 and ${at((hour + 1) % 24)}:00`
      : `near ${at(hour)}:${at(minute)}`;
  return `, ${when} (${zone})`;
}

function every(count: number, unit: string): string {
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}
