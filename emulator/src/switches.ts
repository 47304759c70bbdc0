/** Behaviours that the platform's documentation leaves open, as switches: each default is the likelier answer. */

interface SwitchDefinition {
  /** What is open, for whoever sets the switch: docs, API and page show this text. */
  readonly description: string;
  /** The default comes first. */
  readonly choices: readonly [string | boolean, ...(string | boolean)[]];
}

/** Every value is tested both ways; a script that is right under all of them is right on the platform. */
export const SWITCHES = {
  // --- Values ---
  leadingSign: {
    description:
      'Text that starts with `+` or `-`: a number if it reads as one, else a formula; always a formula; or a number, else text.',
    choices: ['number-or-formula', 'formula', 'number-or-text'],
  },
  plainTextFormulas: {
    description:
      'What stays text in a cell formatted `@`: everything; all but `=…`; all but `=…`, `+…` and `-…`.',
    choices: ['text', 'equals', 'equals-and-signs'],
  },
  leadingApostrophe: {
    description:
      'Whether a leading apostrophe only marks text (and is not read back) or is part of the value.',
    choices: ['marks-text', 'kept'],
  },
  nullInArrays: {
    description:
      'null and undefined inside the array of setValues: the cell is cleared, or the call is refused.',
    choices: ['clears', 'refused'],
  },
  malformedArrays: {
    description:
      'setValues with an empty or one-dimensional array: refused by signature, or by the number of rows or columns.',
    choices: ['signature', 'shape'],
  },
  errorValues: {
    description: 'How formula errors read: their own text (`#REF!`), or `#ERROR!` for all.',
    choices: ['own-text', 'generic'],
  },

  // --- Geometry and sorting ---
  lastRowCountsBlankFormulas: {
    description: 'Whether getLastRow counts formulas that show nothing.',
    choices: [true, false],
  },
  sheetSortSparesFrozenRows: {
    description: 'Whether Sheet.sort leaves frozen rows where they are.',
    choices: [true, false],
  },
  metadataFollowsSort: {
    description: 'Whether developer metadata of rows moves with the data when a range is sorted.',
    choices: [false, true],
  },
  validationFollowsSort: {
    description: 'Whether validation rules move with the data when a range is sorted.',
    choices: [false, true],
  },

  // --- Merged cells ---
  mergedValue: {
    description:
      'Which value a merged block keeps where its top left cell is empty: the first that there is, or none.',
    choices: ['first', 'top-left'],
  },
  writesUnderMerge: {
    description:
      'Values written to cells that a merged block covers: ignored, or kept out of sight until they are unmerged.',
    choices: ['ignored', 'kept'],
  },

  // --- Validation and flush ---
  validationErrors: {
    description:
      'When a write that a validation rule rejects throws: at the call, or at the next flush (nothing is written either way).',
    choices: ['at-call', 'at-flush'],
  },
  readsFlush: {
    description: 'Whether a read forces earlier writes, and so throws their late errors.',
    choices: [true, false],
  },
  blankUnderReject: {
    description: 'Whether a rule that rejects invalid data lets a cell be blanked.',
    choices: ['accepted', 'refused'],
  },

  // --- Active objects ---
  activeSheetWithoutUser: {
    description: 'What the active sheet is where nobody sits before the spreadsheet (clock, web app).',
    choices: ['first', 'users'],
  },
  activeSpreadsheetInWebApp: {
    description:
      'Whether getActiveSpreadsheet gives the bound file in doGet and doPost, or null as documented.',
    choices: ['bound', 'null'],
  },
  documentPropertiesInWebApp: {
    description:
      "Whether getDocumentProperties gives the bound file's store in doGet and doPost, or null as where no document is open.",
    choices: ['bound', 'null'],
  },

  // --- Events and UI ---
  eventDates: {
    description: 'How a date shows in `e.value` and `e.oldValue`.',
    choices: ['serial', 'display'],
  },
  bulkEvents: {
    description:
      "What a user's sort, undo, import or find-and-replace fires: nothing, or one edit event for the block and a change event.",
    choices: ['none', 'edit-and-change'],
  },
  renameTabEvent: {
    description: 'The change type that renaming or moving a tab fires.',
    choices: ['OTHER', 'none'],
  },
  ownWritesFireChange: {
    description:
      "Whether a script's own writes reach onChange triggers (documented: no; reported: sometimes, later).",
    choices: [false, true],
  },
  toastWithoutUi: {
    description: 'Whether a toast where there is no UI is ignored or throws.',
    choices: ['throws', 'ignored'],
  },
  alertInSimpleTrigger: {
    description: 'Whether ui.alert works in a simple trigger.',
    choices: ['refused', 'allowed'],
  },
  lockInSimpleTrigger: {
    description: 'Whether LockService works in a simple trigger.',
    choices: ['allowed', 'refused'],
  },

  // --- Triggers, identity, network ---
  triggersBornInTriggers: {
    description:
      'Triggers that a trigger\'s execution creates: they work, or are born disabled "for an unknown reason".',
    choices: ['enabled', 'disabled'],
  },
  activeUserInTriggers: {
    description:
      "Whether the person at the keyboard is known to the script when it runs with somebody else's authority.",
    choices: ['hidden', 'shown'],
  },
  uiInEditorRuns: {
    description: 'Whether getUi works when a function is run from the script editor.',
    choices: ['allowed', 'refused'],
  },
  fetchTimeout: {
    description: 'How long a fetch may take: what timeoutSeconds says (default 360), or at most 60 seconds.',
    choices: ['as-asked', 'fixed-60s'],
  },
  longAnswers: {
    description: 'What a fetch gives of an answer beyond 50 MB: its beginning, or an error.',
    choices: ['truncated', 'fails'],
  },
} as const satisfies Readonly<Record<string, SwitchDefinition>>;

export type SwitchName = keyof typeof SWITCHES;
/** The position of every switch. */
export type Switches = { readonly [Name in SwitchName]: (typeof SWITCHES)[Name]['choices'][number] };

export const SWITCH_NAMES = Object.keys(SWITCHES) as readonly SwitchName[];

export const DEFAULT_SWITCHES = Object.fromEntries(
  SWITCH_NAMES.map((name) => [name, SWITCHES[name].choices[0]]),
) as unknown as Switches;

/** The defaults with some switches set otherwise; a complete set is kept as the one object that it is, so that it may change later. */
export function switchesWith(changes: Partial<Switches> = {}): Switches {
  const complete = SWITCH_NAMES.every((name) => changes[name] !== undefined);
  return complete ? (changes as Switches) : { ...DEFAULT_SWITCHES, ...changes };
}

/** Moves switches of a set that is in use. @throws RangeError for a switch or a position that does not exist */
export function moveSwitches(switches: Switches, changes: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(changes)) requirePosition(name, value);
  Object.assign(switches, changes);
}

function requirePosition(name: string, value: unknown): void {
  const known = (SWITCHES as Readonly<Record<string, SwitchDefinition>>)[name];
  if (!Object.hasOwn(SWITCHES, name) || !known) throw new RangeError(`There is no switch "${name}"`);
  if (known.choices.some((choice) => choice === value)) return;
  throw new RangeError(
    `The switch "${name}" takes one of ${known.choices.map((choice) => JSON.stringify(choice)).join(', ')}`,
  );
}
