/** What screen readers are told without the focus moving. */
import { signal } from '@preact/signals';

export const announcement = signal({ text: '', number: 0 });

/** The number makes the same sentence be read twice. */
export function announce(text: string): void {
  announcement.value = { text, number: announcement.value.number + 1 };
}
