/** How the panel says things: entries, statuses, durations, times. */
import type { ExecutionView } from '../../api/types';

const ENTRIES: Readonly<Record<string, string>> = {
  simple: 'Simple trigger',
  installable: 'Trigger',
  menu: 'Menu',
  clock: 'Time-driven',
  webapp: 'Web app',
  editor: 'Editor',
  page: 'google.script.run',
  custom: 'Custom function',
};

export function entryInWords(entry: string): string {
  return ENTRIES[entry] ?? entry;
}

export function statusInWords(status: ExecutionView['status']): string {
  return status.slice(0, 1).toUpperCase() + status.slice(1);
}

/** @param ms milliseconds */
export function durationInWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

/** Time of the emulator's clock; the day only where it is another one. */
export function timeInWords(at: number, now: number): string {
  const time = new Date(at);
  const isToday = time.toDateString() === new Date(now).toDateString();
  const clock = time.toLocaleTimeString('en-GB');
  return isToday
    ? clock
    : `${time.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${clock}`;
}

export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** The part of an address that people are called by. */
export function nameOf(email: string): string {
  return email.split('@')[0] ?? email;
}
