/** What the event stream tells. */
import type { AuthorizationView, DialogView, PageView, ToastView } from './people';
import type { ExecutionView } from './script';

// --- Events: GET /api/events?user= (text/event-stream; each `data` is one EmulatorEvent) ---
// A stream that was cut goes on with what is new: a client reads again what it shows.

export type EmulatorEvent =
  | { readonly type: 'hello'; readonly revision: number }
  /** Cells of a tab, or (sheet null or `structure`) anything of the workbook's structure. */
  | {
      readonly type: 'changed';
      readonly revision: number;
      readonly sheet: number | null;
      readonly structure: boolean;
      /** Who did it: a person's address, or `script`. */
      readonly by: string;
    }
  | { readonly type: 'menus' }
  | { readonly type: 'toast'; readonly toast: ToastView }
  | { readonly type: 'dialog'; readonly dialog: DialogView }
  | { readonly type: 'dialog-closed'; readonly id: string }
  | { readonly type: 'page'; readonly page: PageView }
  | { readonly type: 'page-closed'; readonly id: string }
  | { readonly type: 'execution'; readonly execution: ExecutionView }
  | { readonly type: 'triggers' }
  | { readonly type: 'properties' }
  | { readonly type: 'outbox' }
  | { readonly type: 'authorization'; readonly authorization: AuthorizationView }
  | { readonly type: 'settings' }; // clock, switches or faults
