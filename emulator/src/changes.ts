/** Tells whoever listens what happens in an emulator: one place, so that a page, a test and a log see the same. */
import type { Execution } from './runtime/execution';
import type { ExecutionReport } from './runtime/report';
import type { PendingDialog } from './services/dialogs';
import type { OpenPage } from './services/open-pages';
import type { Toast } from './services/ui';
import type { WorkbookEvent } from './workbook';

export type EmulatorChange =
  /** `event` null: another workbook took the place of the one before (`restore`). */
  | { readonly type: 'workbook'; readonly event: WorkbookEvent | null }
  | { readonly type: 'menus'; readonly user: string }
  | { readonly type: 'toast'; readonly toast: Toast }
  | { readonly type: 'dialog'; readonly dialog: PendingDialog }
  | { readonly type: 'dialog-closed'; readonly dialog: PendingDialog }
  | { readonly type: 'page'; readonly page: OpenPage }
  | { readonly type: 'page-closed'; readonly page: OpenPage }
  /** `report` null: it has just started. */
  | { readonly type: 'execution'; readonly execution: Execution; readonly report: ExecutionReport | null }
  | { readonly type: 'authorization'; readonly user: string }
  | { readonly type: 'triggers' | 'properties' | 'outbox' | 'settings' };

export type ChangeListener = (change: EmulatorChange) => void;

export class Changes {
  private readonly listeners = new Set<ChangeListener>();

  /** Returns a function that removes the listener. */
  on(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  tell(change: EmulatorChange): void {
    for (const listener of [...this.listeners]) listener(change);
  }
}
