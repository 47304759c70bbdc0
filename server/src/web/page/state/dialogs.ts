/** Which dialog is open; there is one at most. */
import { signal } from '@preact/signals';
import type { Card, TaskStatus } from '../api/types';

export type OpenDialog =
  | { readonly kind: 'new'; readonly status: TaskStatus }
  | { readonly kind: 'edit'; readonly card: Card }
  | { readonly kind: 'shortcuts' }
  | {
      readonly kind: 'confirm';
      readonly title: string;
      readonly text: string;
      readonly label: string;
      readonly run: () => void;
    };

export const dialog = signal<OpenDialog | null>(null);

export function openDialog(wanted: OpenDialog): void {
  dialog.value = wanted;
}

export function closeDialog(): void {
  dialog.value = null;
}
