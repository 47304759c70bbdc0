/** The event objects of triggers in wire form, with exactly the fields that the platform documents for each. */
import type { WireEvent } from '../context/event-object';
import type { EditChange, StructureChange } from '../workbook';

type Fields = Readonly<Record<string, unknown>>;

/** value and oldValue are there for single cells only, and not for an empty cell. */
export function editFields({ sheetId, range, value, oldValue }: EditChange): Fields {
  return {
    $source: true,
    $range: { sheetId, ...range },
    ...(value === undefined ? {} : { value }),
    ...(oldValue === undefined ? {} : { oldValue }),
  };
}

/** onChange never says where. */
export function changeFields(changeType: StructureChange['changeType'] | 'EDIT'): Fields {
  return { $source: true, changeType };
}

export function openFields(): Fields {
  return { $source: true };
}

/** UTC, with Monday as day 1 and January as month 1. */
export function clockFields(ms: number): Fields {
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    'day-of-month': date.getUTCDate(),
    'day-of-week': date.getUTCDay() || 7,
    'week-of-year': isoWeek(date),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    timezone: 'UTC',
  };
}

/** A request without parameters; doPost also has a body. */
export function webAppFields(functionName: string): Fields {
  const base = { queryString: '', parameter: {}, parameters: {}, pathInfo: '', contextPath: '' };
  return functionName === 'doPost'
    ? { ...base, contentLength: 0, postData: { length: 0, type: '', contents: '', name: 'postData' } }
    : { ...base, contentLength: -1 };
}

export function installedEvent(fields: Fields, triggerUid: string, user: string | undefined): WireEvent {
  return { $authMode: 'FULL', ...fields, triggerUid, ...(user === undefined ? {} : { $user: user }) };
}

export function simpleEvent(fields: Fields, user: string): WireEvent {
  return { $authMode: 'LIMITED', ...fields, $user: user };
}

function isoWeek(date: Date): number {
  const thursday = new Date(date);
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const yearStart = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.ceil(((thursday.getTime() - yearStart) / 86_400_000 + 1) / 7);
}
