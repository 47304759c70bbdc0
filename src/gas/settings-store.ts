/** Settings as properties: the sheet's in the document's store, the tracker key in each person's own. */
import { LeadSyncError } from '../core/errors';
import {
  CONFLICT_POLICIES,
  DEFAULT_TIME_BUDGET,
  type ConflictPolicy,
  type SyncSettings,
} from '../core/settings';
import { DEFAULT_STATUS_MAP, parseStatusMap, type StatusMap } from '../core/status-map';
import { SYNC_LIMITS } from '../contract';

/** Document properties, shared by everybody who edits the spreadsheet. */
export const PROPERTY = {
  /** Id of the spreadsheet the link was made with; a copy has another. */
  source: 'leadSync.source',
  address: 'leadSync.trackerAddress',
  leadsTab: 'leadSync.leadsTabId',
  statusMap: 'leadSync.statusMap',
  conflictPolicy: 'leadSync.conflictPolicy',
  newRowIds: 'leadSync.newRowIds',
  paused: 'leadSync.paused',
  run: 'leadSync.run',
  cursor: 'leadSync.cursor',
  triggers: 'leadSync.triggers',
  lastReport: 'leadSync.lastReport',
} as const;

/** User properties. Every editor can read document properties, so the key is not among them; triggers run as who installed them. */
export const USER_PROPERTY = { key: 'leadSync.key', person: 'leadSync.person' } as const;

type Properties = GoogleAppsScript.Properties.Properties;

export function documentProperties(): Properties {
  return PropertiesService.getDocumentProperties();
}

export function userProperties(): Properties {
  return PropertiesService.getUserProperties();
}

/** What a run needs to know, read in one call a store. */
export interface StoredSettings {
  readonly sync: SyncSettings;
  readonly address: string;
  readonly key: string;
  readonly leadsTabId: number;
  readonly paused: boolean;
}

/** @throws LeadSyncError when set-up has not been done, was done for another spreadsheet, or a setting was damaged */
export function loadSettings(spreadsheetId: string): StoredSettings {
  const stored = documentProperties().getProperties();
  const address = stored[PROPERTY.address] ?? '';
  const source = stored[PROPERTY.source] ?? '';
  if (address === '' || source === '')
    throw incomplete('Lead Sync is not set up yet. Choose "Set up" in the Lead Sync menu.');
  if (source !== spreadsheetId) {
    throw incomplete(
      'This spreadsheet is a copy of one that is synced. Choose "Set up" to link it on its own, or leave it as it is.',
    );
  }
  return {
    sync: readSyncSettings(stored, source),
    address,
    key: userProperties().getProperty(USER_PROPERTY.key) ?? '',
    leadsTabId: Number(stored[PROPERTY.leadsTab] || NaN),
    paused: stored[PROPERTY.paused] === 'yes',
  };
}

function readSyncSettings(stored: Readonly<Record<string, string>>, source: string): SyncSettings {
  return {
    source,
    statusMap: readStatusMap(stored[PROPERTY.statusMap]),
    conflictPolicy: readConflictPolicy(stored[PROPERTY.conflictPolicy]),
    newRowIds: stored[PROPERTY.newRowIds] === 'yes',
    timeBudget: DEFAULT_TIME_BUDGET,
    batchSize: SYNC_LIMITS.operations,
  };
}

export function readStatusMap(text: string | undefined): StatusMap {
  if (text === undefined) return DEFAULT_STATUS_MAP;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new LeadSyncError(
      'status_map_invalid',
      'The stored status map is not JSON. Set it again.',
      {},
      error,
    );
  }
  return parseStatusMap(json);
}

function readConflictPolicy(text: string | undefined): ConflictPolicy {
  const policy = CONFLICT_POLICIES.find((known) => known === (text ?? 'sheet'));
  if (policy !== undefined) return policy;
  throw new LeadSyncError(
    'settings_invalid',
    `The conflict policy must be one of ${CONFLICT_POLICIES.join(', ')}.`,
  );
}

function incomplete(message: string): LeadSyncError {
  return new LeadSyncError('settings_incomplete', message);
}
