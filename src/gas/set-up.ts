/** "Set up": columns, dropdown, address and key, a connection test that says what to fix, and the two triggers. Safe to repeat. */
import { LeadSyncError, messageOf } from '../core/errors';
import { findColumns, LEAD_FIELDS, missingFields } from '../core/lead';
import type { WorkTracker } from '../tracker/work-tracker';
import { makeTracker, runNumbers } from './compose';
import { toast } from './menu';
import { MENU, TABS } from './names';
import { documentProperties, PROPERTY, USER_PROPERTY, userProperties } from './settings-store';
import { addStatusDropdown } from './status-words';
import { installTriggers, isMine, MINUTES, readTriggerRecord, type Minutes } from './triggers';
import { connectWakeHook } from './wake-hook';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Milliseconds; a person is waiting. */
const LONGEST_TEST = 30_000;

/** Thrown when a person cancels; nothing has been changed by then, or only what the message says. */
class Cancelled extends Error {}

export function setUp(): void {
  try {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    const sheet = findLeadsTab(spreadsheet);
    const connection = askConnection(spreadsheet.getId());
    const minutes = askMinutes();
    ensureColumns(sheet);
    saveConnection(spreadsheet.getId(), sheet, connection);
    addStatusDropdown(sheet);
    const installed = installOnce(spreadsheet, minutes);
    const woken = connectWakeHook(trackerFor(connection), spreadsheet.getId());
    const sentences = [`Set up for the tab "${sheet.getName()}".`, installed, woken];
    toast([...sentences, 'Choose "Initial sync" to make the tasks.'].filter(Boolean).join(' '));
  } catch (error) {
    say('Lead Sync was not set up', error instanceof Cancelled ? error.message : messageOf(error));
    if (!(error instanceof Cancelled) && !(error instanceof LeadSyncError)) throw error;
  }
}

/** The tab named Leads, else the one the person is looking at. */
function findLeadsTab(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): Sheet {
  const sheet = spreadsheet.getSheetByName(TABS.leads) ?? spreadsheet.getActiveSheet();
  const ours: string[] = [TABS.memory, TABS.conflicts];
  if (ours.includes(sheet.getName()))
    throw new Cancelled('Open the tab with your leads, then choose "Set up" again.');
  return sheet;
}

interface Connection {
  readonly address: string;
  readonly key: string;
}

function askConnection(source: string): Connection {
  const knownAddress = documentProperties().getProperty(PROPERTY.address) ?? '';
  const knownKey = userProperties().getProperty(USER_PROPERTY.key) ?? '';
  const address = checkAddress(ask('Address of the Work Tracker', addressHint(knownAddress)) || knownAddress);
  const key =
    ask(
      'Key for the Work Tracker',
      knownKey === '' ? 'Leave empty if it asks for none.' : 'Leave empty to keep the one you gave.',
    ) || knownKey;
  trackerFor({ address, key }).test(source, runNumbers(documentProperties()).last() + 1);
  return { address, key };
}

function trackerFor({ address, key }: Connection): WorkTracker {
  const deadline = Date.now() + LONGEST_TEST;
  return makeTracker(address, key, () => deadline - Date.now());
}

function addressHint(known: string): string {
  return known === '' ? 'For example https://tracker.example.com' : `Leave empty to keep ${known}`;
}

function checkAddress(text: string): string {
  const address = text.trim().replace(/\/+$/, '');
  if (/^https:\/\/[^\s/]+(\/\S*)?$/i.test(address)) return address;
  throw new Cancelled(
    'The address must begin with https:// and name a host, for example https://tracker.example.com.',
  );
}

function askMinutes(): Minutes {
  const known = readTriggerRecord()?.minutes ?? 5;
  const answer = ask(
    'How often should both sides be compared?',
    `Minutes: ${MINUTES.join(', ')}. Leave empty for ${known}.`,
  ).trim();
  const minutes = answer === '' ? known : MINUTES.find((allowed) => String(allowed) === answer);
  if (minutes === undefined) throw new Cancelled(`The minutes must be one of ${MINUTES.join(', ')}.`);
  return minutes;
}

/** Adds missing columns at the right, after asking; never renames or moves one. */
function ensureColumns(sheet: Sheet): void {
  const width = sheet.getLastColumn();
  const header = width === 0 ? [] : ((sheet.getRange(1, 1, 1, width).getValues() as unknown[][])[0] ?? []);
  const missing = missingFields(findColumns(header), LEAD_FIELDS);
  if (missing.length === 0) return;
  const question = `The tab "${sheet.getName()}" has no column ${missing.join(', ')}. Add at the right?`;
  if (!confirm('Missing columns', question))
    throw new Cancelled(
      `Add the columns ${missing.join(', ')} to the first row, then choose "Set up" again.`,
    );
  const lacking = width + missing.length - sheet.getMaxColumns();
  if (lacking > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), lacking);
  // Ids stay texts: 00123 must not become 123.
  missing.forEach((field, index) => {
    if (field === 'id' || field === 'task_id')
      sheet.getRange(1, width + 1 + index, sheet.getMaxRows(), 1).setNumberFormat('@');
  });
  sheet.getRange(1, width + 1, 1, missing.length).setValues([missing]);
}

function saveConnection(source: string, sheet: Sheet, { address, key }: Connection): void {
  userProperties().setProperty(USER_PROPERTY.key, key);
  documentProperties().setProperties({
    [PROPERTY.source]: source,
    [PROPERTY.address]: address,
    [PROPERTY.leadsTab]: String(sheet.getSheetId()),
  });
}

function installOnce(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet, minutes: Minutes): string {
  const record = readTriggerRecord();
  const others = record !== null && !isMine(record);
  const question =
    'Another user has installed the triggers, and the sync runs as that user. Take over, so that it runs as you?';
  if (others && !confirm('Triggers', question))
    return `It keeps running as the other user, every ${record.minutes} min.`;
  installTriggers(spreadsheet, minutes);
  return `It runs as you, on edit and every ${minutes} min.`;
}

function ask(title: string, text: string): string {
  const ui = SpreadsheetApp.getUi();
  const answer = ui.prompt(`${MENU}: ${title}`, text, ui.ButtonSet.OK_CANCEL);
  if (answer.getSelectedButton() !== ui.Button.OK) throw new Cancelled('Cancelled. Nothing was changed.');
  return answer.getResponseText().trim();
}

function confirm(title: string, question: string): boolean {
  const ui = SpreadsheetApp.getUi();
  return ui.alert(`${MENU}: ${title}`, question, ui.ButtonSet.YES_NO) === ui.Button.YES;
}

function say(title: string, text: string): void {
  const ui = SpreadsheetApp.getUi();
  ui.alert(title, text, ui.ButtonSet.OK);
}
