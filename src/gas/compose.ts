/** Wires the use cases to the spreadsheet at hand, once per execution. */
import { LeadSyncError } from '../core/errors';
import type { RunNumbers, SyncPorts } from '../ports';
import { WorkTracker } from '../tracker/work-tracker';
import { ConflictTab } from './conflict-tab';
import { describeSheet } from './describe-sheet';
import { MemoryTab } from './memory-tab';
import { TABS } from './names';
import { documentProperties, PROPERTY, type StoredSettings } from './settings-store';
import { SpreadsheetLeads } from './spreadsheet-leads';
import { sendByUrlFetch } from './url-fetch';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

export function makePorts(spreadsheet: Spreadsheet, settings: StoredSettings): SyncPorts {
  const startedAt = Date.now();
  const properties = documentProperties();
  return {
    sheet: new SpreadsheetLeads(findLeadsTab(spreadsheet, settings.leadsTabId)),
    memory: new MemoryTab(spreadsheet, properties),
    tracker: makeTracker(
      settings.address,
      settings.key,
      () => settings.sync.timeBudget - (Date.now() - startedAt),
    ),
    runs: runNumbers(properties),
    conflicts: new ConflictTab(spreadsheet),
    describeSheet: () => describeSheet(spreadsheet, settings.leadsTabId),
    stopwatch: { now: () => Date.now() },
    newId: () => `L-${Utilities.getUuid().slice(0, 8)}`,
  };
}

export function makeTracker(address: string, key: string, timeLeft: () => number): WorkTracker {
  return new WorkTracker({
    address,
    key,
    timeLeft,
    send: sendByUrlFetch,
    sleep: (milliseconds) => Utilities.sleep(milliseconds),
    random: () => Math.random(),
    log: (line) => console.warn(line),
  });
}

export function runNumbers(properties: GoogleAppsScript.Properties.Properties): RunNumbers {
  return {
    last: () => Number(properties.getProperty(PROPERTY.run) ?? '0'),
    save: (run) => properties.setProperty(PROPERTY.run, String(run)),
  };
}

/** By id, so that the tab may be renamed. */
function findLeadsTab(spreadsheet: Spreadsheet, id: number): GoogleAppsScript.Spreadsheet.Sheet {
  const sheet = Number.isInteger(id) ? spreadsheet.getSheetById(id) : null;
  if (sheet !== null) return sheet;
  const message = `The tab with the leads is gone. Undo its deletion, or choose "Set up" for a tab named "${TABS.leads}".`;
  throw new LeadSyncError('leads_tab_missing', message);
}
