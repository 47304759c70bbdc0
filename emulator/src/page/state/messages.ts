/** What the window says: short notes that pass, problems that are confirmed, and words for screen readers only. */
import { signal } from '@preact/signals';

/** Shown for some seconds. */
export const passingNote = signal<string | null>(null);
/** Shown until it is confirmed, as Sheets does when it refuses something. */
export const problem = signal<string | null>(null);
/** Spoken by screen readers. */
export const announcement = signal('');

let timer: ReturnType<typeof setTimeout> | undefined;
const NOTE_MS = 5000;

export function tell(text: string): void {
  passingNote.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => (passingNote.value = null), NOTE_MS);
}

export function announce(text: string): void {
  announcement.value = text;
}
