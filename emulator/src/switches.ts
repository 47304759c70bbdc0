/** Behaviours that the platform's documentation leaves open, as switches: each default is the likelier answer. */

/** Every value is tested both ways; a script that is right under all of them is right on the platform. */
export interface Switches {
  // --- Values ---
  /** Text that starts with `+` or `-`: a number if it reads as one, else a formula; always a formula; or a number, else text. */
  readonly leadingSign: 'number-or-formula' | 'formula' | 'number-or-text';
  /** What stays text in a cell formatted `@`: everything; all but `=…`; all but `=…`, `+…` and `-…`. */
  readonly plainTextFormulas: 'text' | 'equals' | 'equals-and-signs';
  /** Whether a leading apostrophe only marks text (and is not read back) or is part of the value. */
  readonly leadingApostrophe: 'marks-text' | 'kept';
  /** null and undefined inside the array of setValues: the cell is cleared, or the call is refused. */
  readonly nullInArrays: 'clears' | 'refused';
  /** setValues with an empty or one-dimensional array: refused by signature, or by the number of rows or columns. */
  readonly malformedArrays: 'signature' | 'shape';
  /** How formula errors read: their own text (`#REF!`), or `#ERROR!` for all. */
  readonly errorValues: 'own-text' | 'generic';

  // --- Geometry and sorting ---
  /** Whether getLastRow counts formulas that show nothing. */
  readonly lastRowCountsBlankFormulas: boolean;
  /** Whether Sheet.sort leaves frozen rows where they are. */
  readonly sheetSortSparesFrozenRows: boolean;
  /** Whether developer metadata of rows moves with the data when a range is sorted. */
  readonly metadataFollowsSort: boolean;
  /** Whether validation rules move with the data when a range is sorted. */
  readonly validationFollowsSort: boolean;

  // --- Validation and flush ---
  /** When a write that a validation rule rejects throws: at the call, or at the next flush (nothing is written either way). */
  readonly validationErrors: 'at-call' | 'at-flush';
  /** Whether a read forces earlier writes, and so throws their late errors. */
  readonly readsFlush: boolean;
  /** Whether a rule that rejects invalid data lets a cell be blanked. */
  readonly blankUnderReject: 'accepted' | 'refused';

  // --- Active objects ---
  /** What the active sheet is where nobody sits before the spreadsheet (clock, web app). */
  readonly activeSheetWithoutUser: 'first' | 'users';
  /** Whether getActiveSpreadsheet gives the bound file in doGet and doPost, or null as documented. */
  readonly activeSpreadsheetInWebApp: 'bound' | 'null';
  /** Whether getDocumentProperties gives the bound file's store in doGet and doPost, or null as where no document is open. */
  readonly documentPropertiesInWebApp: 'bound' | 'null';

  // --- Events and UI ---
  /** How a date shows in `e.value` and `e.oldValue`. */
  readonly eventDates: 'serial' | 'display';
  /** What a user's sort, undo, import or find-and-replace fires: nothing, or one edit event for the block and a change event. */
  readonly bulkEvents: 'none' | 'edit-and-change';
  /** The change type that renaming or moving a tab fires. */
  readonly renameTabEvent: 'OTHER' | 'none';
  /** Whether a script's own writes reach onChange triggers (documented: no; reported: sometimes, later). */
  readonly ownWritesFireChange: boolean;
  /** Whether a toast where there is no UI is ignored or throws. */
  readonly toastWithoutUi: 'ignored' | 'throws';
  /** Whether ui.alert works in a simple trigger. */
  readonly alertInSimpleTrigger: 'refused' | 'allowed';
  /** Whether LockService works in a simple trigger. */
  readonly lockInSimpleTrigger: 'allowed' | 'refused';

  // --- Triggers, identity, network ---
  /** Triggers that a trigger's execution creates: they work, or are born disabled "for an unknown reason". */
  readonly triggersBornInTriggers: 'enabled' | 'disabled';
  /** Whether the person at the keyboard is known to the script when it runs with somebody else's authority. */
  readonly activeUserInTriggers: 'hidden' | 'shown';
  /** Whether getUi works when a function is run from the script editor. */
  readonly uiInEditorRuns: 'allowed' | 'refused';
  /** How long a fetch may take: what timeoutSeconds says (default 360), or at most 60 seconds. */
  readonly fetchTimeout: 'as-asked' | 'fixed-60s';
}

export const DEFAULT_SWITCHES: Switches = {
  leadingSign: 'number-or-formula',
  plainTextFormulas: 'text',
  leadingApostrophe: 'marks-text',
  nullInArrays: 'clears',
  malformedArrays: 'signature',
  errorValues: 'own-text',
  lastRowCountsBlankFormulas: true,
  sheetSortSparesFrozenRows: true,
  metadataFollowsSort: false,
  validationFollowsSort: false,
  validationErrors: 'at-call',
  readsFlush: true,
  blankUnderReject: 'accepted',
  activeSheetWithoutUser: 'first',
  activeSpreadsheetInWebApp: 'bound',
  documentPropertiesInWebApp: 'bound',
  eventDates: 'serial',
  bulkEvents: 'none',
  renameTabEvent: 'OTHER',
  ownWritesFireChange: false,
  toastWithoutUi: 'throws',
  alertInSimpleTrigger: 'refused',
  lockInSimpleTrigger: 'allowed',
  triggersBornInTriggers: 'enabled',
  activeUserInTriggers: 'hidden',
  uiInEditorRuns: 'allowed',
  fetchTimeout: 'as-asked',
};

/** The defaults with some switches set otherwise. */
export function switchesWith(changes: Partial<Switches> = {}): Switches {
  return { ...DEFAULT_SWITCHES, ...changes };
}
