/** Dialogs, pages and toasts as the API shows them: without what only the emulator needs. */
import type { OpenPage, PendingDialog, Toast } from '../../index';
import type { DialogView, PageView, ToastView } from '../types';

export function dialogView({ id, user, kind, title, prompt, buttons, execution }: PendingDialog): DialogView {
  return { id, user, kind, title, prompt, buttons, execution: execution.id };
}

export function pageView({ id, user, kind, title, width, height }: OpenPage): PageView {
  return { id, user, kind, title, width, height };
}

export function toastView({ user, message, title, seconds }: Toast): ToastView {
  return { user, message, title, seconds };
}
