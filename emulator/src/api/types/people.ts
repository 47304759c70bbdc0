/** What a script puts before people: menus, dialogs, pages, toasts, and the question for authorisation. */
import type { UserAuthorization } from '../../authorization/user-authorization';
import type { MenuDefinition } from '../../services/ui';

// --- Menus, dialogs, pages ---
// POST /api/open { user? } → ActionAnswer                     opens the file: onOpen runs, menus are built anew
// GET  /api/menus?user= → MenuDefinition[]                    as the script built them
// POST /api/menu { user?, path: ["Lead Sync", "Sync now"], wait? } → ActionAnswer; 403 authorization_required
// GET  /api/dialogs?user= → DialogView[]                      alerts and prompts that wait for this person
// POST /api/dialogs/:id { button, text? }
// GET  /api/pages?user= → PageView[]                          open sidebar and dialogs of HtmlService
// GET  /api/pages/:id/content → text/html, for a sandboxed frame (an origin of its own; talks by postMessage)
// POST /api/pages/:id/run { function, args } → ScriptCallAnswer   what google.script.run does
// POST /api/pages/:id/close

export type { MenuDefinition };

export interface DialogView {
  readonly id: string;
  readonly user: string;
  readonly kind: 'alert' | 'prompt';
  readonly title: string;
  readonly prompt: string;
  readonly buttons: readonly string[];
  readonly execution: number;
}

export interface PageView {
  readonly id: string;
  readonly user: string;
  readonly kind: 'sidebar' | 'modal' | 'modeless';
  readonly title: string;
  readonly width: number | null;
  readonly height: number | null;
}

export type ScriptCallAnswer =
  | { readonly ok: true; readonly value: unknown; readonly execution: number }
  | {
      readonly ok: false;
      readonly error: { readonly name: string; readonly message: string };
      /** 0: there is no such function that a page may call, none was started. */
      readonly execution: number;
    };

export interface ToastView {
  readonly user: string;
  readonly message: string;
  readonly title: string;
  /** null: until dismissed. */
  readonly seconds: number | null;
}

// --- Authorisation: GET /api/authorization?user= ; POST { user?, grant: 'all' | scope[] } ; DELETE ?user= takes it back ---

export type AuthorizationView = UserAuthorization;
