/** Names that stand in the spreadsheet, in the menu and in trigger records. Function names are strings: the bundler shortens `fn.name`. */

export const TABS = {
  leads: 'Leads',
  memory: 'Lead Sync (hidden)',
  conflicts: 'Lead Sync Conflicts',
} as const;

export const MENU = 'Lead Sync';

/** Global functions that triggers call; set in `index.ts`. */
export const HANDLERS = { edit: 'handleEdit', scheduled: 'runScheduledSync', wake: 'runWakeSync' } as const;

/** Milliseconds a run waits for another to end before it leaves. */
export const LOCK_WAIT = { scheduled: 1_000, menu: 5_000, edit: 10_000, wake: 10_000 } as const;
