/** What a person can do in the spreadsheet, and what comes of it. */
import type { ExecutionView } from './script';
import type { StyleView } from './workbook';

// --- A person's actions: POST /api/actions { user?, action, wait? } → ActionAnswer ---
// `sheet` is a tab's id or name; ranges are A1. Without `user` it is the owner. With `wait` the answer comes when the
// executions that the action started have ended.

/** The fields of a style that a person can set; null takes one back. */
type SettableStyle =
  | 'background'
  | 'color'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'align'
  | 'wrap'
  | 'fontSize'
  | 'fontFamily'
  | 'numberFormat';
export type StyleChange = { readonly [Field in SettableStyle]?: StyleView[Field] | null };

export type SheetName = number | string;
export type UserAction =
  | { readonly do: 'edit'; readonly sheet: SheetName; readonly cell: string; readonly value: string }
  | {
      readonly do: 'paste';
      readonly sheet: SheetName;
      readonly cell: string;
      readonly rows: readonly (readonly string[])[];
    }
  /** `to`: another tab, to whose cell it goes. */
  | {
      readonly do: 'copy' | 'cut';
      readonly sheet: SheetName;
      readonly from: string;
      readonly cell: string;
      readonly to?: SheetName;
    }
  /** Repeats or continues `from` over `range`, which contains it. */
  | { readonly do: 'fill'; readonly sheet: SheetName; readonly from: string; readonly range: string }
  /** Of `clear`, `format` and `select` the range may be a list, `A1:B2,D4`; of those selected the last one is active. */
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
      readonly style: StyleChange;
    }
  /** `across`: each row by itself; `down`: each column by itself. */
  | {
      readonly do: 'merge';
      readonly sheet: SheetName;
      readonly range: string;
      readonly kind?: 'all' | 'across' | 'down';
    }
  | { readonly do: 'unmerge'; readonly sheet: SheetName; readonly range: string }
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
  /** replace: how many cells it changed. */
  readonly replaced?: number;
}

// GET /api/sheets/:id/csv → text/csv as displayed; POST /api/sheets/:id/csv?user= with a text/csv body replaces the tab → ActionAnswer
