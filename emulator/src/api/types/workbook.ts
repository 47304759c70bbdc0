/** The workbook and its cells, as the API shows them. */
// --- Workbook: GET /api/workbook?user= ---
// GET /api/people → PersonView[] ; POST { email, role?, locale? } → PersonView[]   adds a person, or changes one's role or language

export interface PersonView {
  readonly email: string;
  /** A viewer may only read: nothing of the script runs for them, and they have no menus of it. */
  readonly role: 'owner' | 'editor' | 'viewer';
  /** The language of their account; null: English. */
  readonly locale: string | null;
}

export interface WorkbookView {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  /** Grows with every change of the workbook. */
  readonly revision: number;
  readonly owner: string;
  readonly users: readonly string[];
  /** The same people with what each may do. */
  readonly people: readonly PersonView[];
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
  /** Pixels by row number: those set by somebody, and those that wrapped text needs. */
  readonly rowHeights: Readonly<Record<number, number>>;
  /** A1 ranges of merged cells: what stands in the first cell is shown over all of them. */
  readonly merges: readonly string[];
  readonly gridlinesHidden: boolean;
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
  /** Parts of the text that are links, or look different from the cell; in order. */
  readonly runs?: readonly RunView[];
  /** The value breaks its rule (a warning, not a refusal). */
  readonly invalid?: true;
  /** Why a formula failed, where that is known: what a function of the script threw. */
  readonly error?: string;
}

/** From `start` up to, not including, `end`. */
export interface RunView {
  readonly start: number;
  readonly end: number;
  /** http, https or mailto. */
  readonly link?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
  readonly color?: string;
  readonly fontSize?: number;
  readonly fontFamily?: string;
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
  /** Longer text goes on in further lines, or (`clip`) is cut off; else it runs over empty neighbours. */
  readonly wrap?: true;
  readonly clip?: true;
  /** The bottom without it. */
  readonly verticalAlign?: 'top' | 'middle';
  /** Degrees, upwards where positive; `vertical`: letters below each other. */
  readonly rotation?: number;
  readonly vertical?: true;
  readonly rightToLeft?: true;
  /** Style (of Apps Script's BorderStyle) and colour of each line, e.g. `SOLID #000000`. */
  readonly borders?: { readonly [Side in 'top' | 'left' | 'bottom' | 'right']?: string };
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
