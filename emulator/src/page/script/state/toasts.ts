/** The script's toasts for this person. */
import { signal } from '@preact/signals';
import { onEvent } from '../../api/event-stream';
import { currentUser } from '../../state/user';
import type { ToastView } from '../../api/types';

export interface ShownToast extends ToastView {
  readonly number: number;
}

export const scriptToasts = signal<readonly ShownToast[]>([]);
/** As the platform: the newest stand, older ones give way. */
const MOST = 3;
let last = 0;

export function startToasts(): void {
  onEvent((event) => {
    if (event.type !== 'toast' || event.toast.user !== currentUser.peek()) return;
    last += 1;
    scriptToasts.value = [...scriptToasts.peek(), { ...event.toast, number: last }].slice(-MOST);
  });
}

export function dismissToast(number: number): void {
  scriptToasts.value = scriptToasts.peek().filter((toast) => toast.number !== number);
}
