/** How work flows: what came, moved and was done on each day, and how long tasks stay in a status. */
import { TASK_STATUSES, type TaskStatus } from '../contract';
import { groupBy } from './group-by';
import type { DayOfMoves, Stay } from './flow-repository';

export interface FlowDay {
  readonly date: string;
  readonly created: number;
  /** Changes of a status. */
  readonly moved: number;
  /** Times a task became DONE, also by being made so. */
  readonly done: number;
}

export interface TimeInStatus {
  /** How often a task left this status. */
  readonly tasks: number;
  readonly median_hours: number | null;
  readonly p90_hours: number | null;
}

export interface Flow {
  readonly days: readonly FlowDay[];
  readonly time_in_status: Readonly<Record<TaskStatus, TimeInStatus>>;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** @returns the last days in UTC, today included, oldest first */
export function lastDays(now: Date, days: number): string[] {
  const today = Math.floor(now.getTime() / DAY_MS);
  return Array.from({ length: days }, (_, place) =>
    new Date((today - days + 1 + place) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** @param stays the last ones; times are worked out from these, counts from all moves */
export function toFlow(dates: readonly string[], moves: readonly DayOfMoves[], stays: readonly Stay[]): Flow {
  const movesOf = groupBy(moves, (move) => move.date);
  const timeIn = (status: TaskStatus): TimeInStatus => ({
    tasks: sumOf(moves, (move) => move.left_status === status),
    ...percentiles(stays.filter((stay) => stay.status === status).map(hoursOf)),
  });
  return {
    days: dates.map((date) => toDay(date, movesOf.get(date) ?? [])),
    time_in_status: Object.fromEntries(TASK_STATUSES.map((status) => [status, timeIn(status)])) as Record<
      TaskStatus,
      TimeInStatus
    >,
  };
}

function toDay(date: string, moves: readonly DayOfMoves[]): FlowDay {
  return {
    date,
    created: sumOf(moves, (move) => move.left_status === null),
    moved: sumOf(moves, (move) => move.left_status !== null),
    done: sumOf(moves, (move) => move.status === 'DONE'),
  };
}

function sumOf(moves: readonly DayOfMoves[], counts: (move: DayOfMoves) => boolean): number {
  return moves.reduce((sum, move) => sum + (counts(move) ? move.moves : 0), 0);
}

/** A clock that was set back makes no stay shorter than nothing. */
function hoursOf({ entered_at, left_at }: Stay): number {
  return Math.max(0, Date.parse(left_at) - Date.parse(entered_at)) / HOUR_MS;
}

function percentiles(hours: readonly number[]): Pick<TimeInStatus, 'median_hours' | 'p90_hours'> {
  const sorted = hours.toSorted((one, other) => one - other);
  return { median_hours: percentile(sorted, 0.5), p90_hours: percentile(sorted, 0.9) };
}

/** Between two values in proportion, as SQL's percentile_cont; to a hundredth of an hour. */
function percentile(sorted: readonly number[], part: number): number | null {
  const place = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) return null;
  return Math.round((below + (above - below) * (place - Math.floor(place))) * 100) / 100;
}
