/** Short messages at the edge of the page; each may offer one thing to do. */
import { signal } from '@preact/signals';

export interface Toast {
  readonly number: number;
  readonly kind: 'info' | 'error';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

export const toasts = signal<readonly Toast[]>([]);

/** Time to read and react, in milliseconds; it starts anew when the pointer or the focus leaves the message. */
export const TOAST_MS: Readonly<Record<Toast['kind'], number>> = { info: 8_000, error: 15_000 };
/** More would cover the board. */
const MOST = 3;

let last = 0;

export function toast(message: Omit<Toast, 'number'>): void {
  last += 1;
  toasts.value = [...toasts.value, { ...message, number: last }].slice(-MOST);
}

export function toastError(text: string, action?: Toast['action']): void {
  toast({ kind: 'error', text, ...(action && { action }) });
}

export function forgetToasts(): void {
  toasts.value = [];
}

export function dismissToast(number: number): void {
  toasts.value = toasts.value.filter((shown) => shown.number !== number);
}
