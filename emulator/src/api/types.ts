/** The JSON API between an emulator and its page, tests and scripts: what is asked, answered and told. Documented in docs/emulator.md. */
import type { EntryKind } from '../bridge/host';
import type { ExecutionStatus, LogLine, CallCosts } from '../runtime/report';
import type { MenuDefinition } from '../services/ui';
import type { Switches } from '../switches';

// --- Errors: every refusal is { error: { code, message } }, and has changed nothing ---

export const API_ERROR_CODES = [
  'bad_request', // the message says which field and what is expected
  'not_found',
  'refused', // the spreadsheet said no, in the words a person would be shown
  'authorization_required', // the person has to allow the script first
  'too_large',
  'forbidden', // another site, or another name than loopback's
] as const;
export type ApiErrorCode = (typeof API_ERROR_CODES)[number];
export interface ApiErrorBody {
  readonly error: { readonly code: ApiErrorCode; readonly message: string };
}

// --- Workbook: GET /api/workbook?user= ---

export interface WorkbookView {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  /** Grows with every change of the workbook. */
  readonly revision: number;
  readonly owner: string;
  readonly users: readonly string[];
  /** Tabs in order, hidden ones too. */
  readonly sheets: readonly SheetView[];
  /** Id of the tab that is active for this user. */
  readonly activeSheet: number;
  /** Addresses that the program around the emulator offers, e.g. the tracker's board. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
}

export interface SheetView {
  readonly id: number;
  readonly name: string;
  readonly hidden: boolean;
  /** Size of the grid. */
  readonly rows: number;
  readonly columns: number;
  /** Up to where something stands. */
  readonly usedRows: number;
  readonly usedColumns: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  /** Pixels by column number, those that differ from 100. */
  readonly columnWidths: Readonly<Record<number, number>>;
  /** Row numbers that are not shown, by a person, a script or a filter. */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  /** A1 range of the basic filter, or null. */
  readonly filter: string | null;
  /** Ranges (A1; the whole tab without one) that this user may not edit. */
  readonly locked: readonly { readonly range: string | null; readonly description: string }[];
}

// --- Cells: GET /api/sheets/:id/cells?range=A1:F200 (default: all that is used; at most 200,000 cells) ---

export interface CellsView {
  readonly sheet: number;
  readonly range: string;
  readonly revision: number;
  /** Row by row; null = an empty cell without any property. */
  readonly cells: readonly (readonly (CellView | null)[])[];
  /** What `style` and `rule` of the cells are indexes into. */
  readonly styles: readonly StyleView[];
  readonly rules: readonly RuleView[];
}

export interface CellView {
  /** As displayed. */
  readonly text: string;
  /** What editing starts from, where it is not `text`: a formula, a number without its format. */
  readonly input?: string;
  /** A number or a date, which stands at the right unless its style says otherwise. */
  readonly number?: true;
  readonly note?: string;
  readonly style?: number;
  readonly rule?: number;
  /** The value breaks its rule (a warning, not a refusal). */
  readonly invalid?: true;
}

/** Only what differs from a plain cell; conditional formats are already applied. */
export interface StyleView {
  readonly background?: string;
  readonly color?: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strikethrough?: true;
  readonly align?: 'left' | 'center' | 'right';
  readonly wrap?: true;
  readonly fontSize?: number;
  readonly fontFamily?: string;
  readonly numberFormat?: string;
}

export interface RuleView {
  readonly kind: 'list' | 'checkbox' | 'other';
  /** The choices of a list. */
  readonly values?: readonly string[];
  readonly showsDropdown?: boolean;
  /** Refuses what breaks it, instead of warning. */
  readonly rejects: boolean;
  readonly help?: string;
}

// --- A person's actions: POST /api/actions { user?, action, wait? } → ActionAnswer ---
// `sheet` is a tab's id or name; ranges are A1. Without `user` it is the owner. With `wait` the answer comes when the
// executions that the action started have ended.

export type SheetName = number | string;
export type UserAction =
  | { readonly do: 'edit'; readonly sheet: SheetName; readonly cell: string; readonly value: string }
  | {
      readonly do: 'paste';
      readonly sheet: SheetName;
      readonly cell: string;
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly do: 'copy'; readonly sheet: SheetName; readonly from: string; readonly cell: string }
  | { readonly do: 'cut'; readonly sheet: SheetName; readonly from: string; readonly cell: string }
  /** Repeats or continues `from` over `range`, which contains it. */
  | { readonly do: 'fill'; readonly sheet: SheetName; readonly from: string; readonly range: string }
  | { readonly do: 'clear'; readonly sheet: SheetName; readonly range: string }
  /** The data below the frozen rows by a column, or a range by a column of the sheet (1-based). */
  | {
      readonly do: 'sort';
      readonly sheet: SheetName;
      readonly column: number;
      readonly range?: string;
      readonly ascending?: boolean;
    }
  | {
      readonly do: 'insertRows' | 'insertColumns';
      readonly sheet: SheetName;
      readonly before: number;
      readonly count?: number;
    }
  | {
      readonly do: 'deleteRows' | 'deleteColumns';
      readonly sheet: SheetName;
      readonly first: number;
      readonly count?: number;
    }
  | {
      readonly do: 'moveRows' | 'moveColumns';
      readonly sheet: SheetName;
      readonly first: number;
      readonly count?: number;
      readonly before: number;
    }
  | { readonly do: 'addSheet'; readonly name?: string }
  | { readonly do: 'renameSheet'; readonly sheet: SheetName; readonly name: string }
  | { readonly do: 'moveSheet'; readonly sheet: SheetName; readonly position: number }
  | { readonly do: 'deleteSheet' | 'hideSheet' | 'showSheet'; readonly sheet: SheetName }
  | {
      readonly do: 'format';
      readonly sheet: SheetName;
      readonly range: string;
      readonly style: { readonly [Field in keyof StyleView]?: StyleView[Field] | null };
    }
  | { readonly do: 'note'; readonly sheet: SheetName; readonly range: string; readonly note: string }
  | {
      readonly do: 'freeze';
      readonly sheet: SheetName;
      readonly rows?: number;
      readonly columns?: number;
    }
  | { readonly do: 'columnWidth'; readonly sheet: SheetName; readonly column: number; readonly width: number }
  /** Puts a filter on a range, shows only rows with these values in a column, or takes the filter away. */
  | { readonly do: 'filter'; readonly sheet: SheetName; readonly range: string | null }
  | {
      readonly do: 'filterColumn';
      readonly sheet: SheetName;
      readonly column: number;
      readonly hiddenValues: readonly string[];
    }
  | {
      readonly do: 'replace';
      readonly sheet: SheetName;
      readonly find: string;
      readonly replacement: string;
      readonly range?: string;
      readonly matchCase?: boolean;
      readonly wholeCell?: boolean;
    }
  | { readonly do: 'select'; readonly sheet: SheetName; readonly range?: string }
  /** Takes back, or does again, what this user did last. */
  | { readonly do: 'undo' | 'redo' };

export interface ActionAnswer {
  readonly revision: number;
  /** Executions that it started. */
  readonly executions: readonly ExecutionView[];
  /** undo and redo: whether there was anything, and what. */
  readonly action?: string | null;
}

// GET /api/sheets/:id/csv → text/csv as displayed; POST /api/sheets/:id/csv?user= with a text/csv body replaces the tab → ActionAnswer

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

export interface AuthorizationView {
  readonly user: string;
  /** This user has not answered for the scopes asked for now: menu items and functions ask first, their triggers fail. */
  readonly required: boolean;
  readonly scopes: readonly {
    readonly scope: string;
    /** As Google words it for people. */
    readonly description: string;
    readonly granted: boolean;
  }[];
}

// --- The script: executions, triggers, properties, quotas ---
// GET  /api/script → ScriptView
// POST /api/run { user?, function, args?, wait? } → ActionAnswer       as from the script editor
// GET  /api/executions?after=&limit= → ExecutionView[]                  newest first, running ones included
// GET  /api/executions/:id → ExecutionDetails      POST /api/executions/:id/kill
// GET  /api/triggers → TriggerView[]   POST /api/triggers/:id/run { wait? } → ActionAnswer   POST /api/triggers/:id/disable | enable
// GET  /api/properties → PropertiesView    GET /api/quotas?user= → QuotaView[]    GET /api/outbox → MailView[]

export interface ScriptView {
  readonly files: readonly string[];
  /** Global functions that can be run by name. */
  readonly functions: readonly string[];
  readonly manifest: unknown;
  readonly webAppUrl: string | null;
}

export interface ExecutionView {
  readonly id: number;
  readonly functionName: string;
  readonly entry: EntryKind;
  readonly user: string;
  readonly status: ExecutionStatus | 'running';
  /** Milliseconds of the emulator's clock. */
  readonly startedAt: number;
  /** So far, while it runs. */
  readonly durationMs: number;
  readonly error: string | null;
  readonly costs: CallCosts;
  readonly triggerId: string | null;
}

export interface ExecutionDetails extends ExecutionView {
  readonly logs: readonly LogLine[];
  /** Service calls in order, by method. */
  readonly calls: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly stack: string | null;
  /** The return value as JSON, or null. */
  readonly returnJson: string | null;
}

export interface TriggerView {
  readonly id: string;
  readonly owner: string;
  readonly handler: string;
  readonly event: 'CLOCK' | 'ON_OPEN' | 'ON_EDIT' | 'ON_CHANGE' | 'ON_FORM_SUBMIT';
  /** In words, e.g. "every 5 minutes". */
  readonly schedule: string;
  /** Why it does not run any more, or null. */
  readonly disabled: string | null;
  readonly lastRun: { readonly execution: number; readonly at: number; readonly status: string } | null;
  /** Milliseconds of the emulator's clock; null for events. */
  readonly nextRun: number | null;
}

export interface PropertiesView {
  readonly script: Readonly<Record<string, string>>;
  readonly document: Readonly<Record<string, string>>;
  readonly users: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface QuotaView {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  readonly unit: 'calls' | 'minutes' | 'recipients' | 'triggers';
}

export interface MailView {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly time: number;
}

// --- Time, switches, faults ---
// GET /api/clock ; POST /api/clock { speed?, advanceMs? } → ClockView     advancing (a day at most) runs what falls due on the way
// GET /api/switches → SwitchView[] ; PATCH { name: value, … }
// GET /api/faults ; PUT /api/faults FaultsView → FaultsView

export interface ClockView {
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly now: number;
  /** 1 = real time. */
  readonly speed: number;
}

export interface SwitchView {
  readonly name: keyof Switches;
  readonly description: string;
  readonly value: string | boolean;
  readonly default: string | boolean;
  readonly choices: readonly (string | boolean)[];
}

/** What goes wrong from now on. */
export interface FaultsView {
  readonly network: 'none' | 'unreachable' | 'slow' | '429' | '500';
  /** Of spreadsheet calls: none, one in twenty times out, or one in twenty writes lands and throws all the same. */
  readonly spreadsheet: 'none' | 'timeouts' | 'landed-but-threw';
}

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
