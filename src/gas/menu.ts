/** The "Lead Sync" menu and what its short items do; "Set up" has a file of its own. */
import { summaryOf, type RunReport } from '../core/report';
import { makeTracker } from './compose';
import { LOCK_WAIT, MENU } from './names';
import { readReport } from './report-store';
import { runSync } from './run-sync';
import { documentProperties, PROPERTY, USER_PROPERTY, userProperties } from './settings-store';
import { isMine, readTriggerRecord, uninstallTriggers } from './triggers';
import { disconnectWakeHook } from './wake-hook';

/** Simple trigger: may do nothing but add the menu. */
export function onOpen(): void {
  SpreadsheetApp.getUi()
    .createMenu(MENU)
    .addItem('Set up', 'setUp')
    .addItem('Initial sync', 'initialSync')
    .addItem('Sync now', 'syncNow')
    .addSeparator()
    .addItem('Pause / Resume', 'togglePause')
    .addItem('Status', 'showStatus')
    .addItem('Remove triggers', 'removeTriggers')
    .addToUi();
}

export function initialSync(): RunReport {
  return shown(runSync({ kind: 'unlinked' }, LOCK_WAIT.menu));
}

export function syncNow(): RunReport {
  return shown(runSync({ kind: 'all' }, LOCK_WAIT.menu));
}

export function togglePause(): void {
  const properties = documentProperties();
  const paused = properties.getProperty(PROPERTY.paused) === 'yes';
  properties.setProperty(PROPERTY.paused, paused ? 'no' : 'yes');
  toast(
    paused
      ? 'Resumed. The next scheduled sync catches up.'
      : 'Paused. Edits on both sides wait until you resume.',
  );
}

export function showStatus(): void {
  SpreadsheetApp.getUi().alert(
    'Lead Sync status',
    statusLines().join('\n'),
    SpreadsheetApp.getUi().ButtonSet.OK,
  );
}

export function removeTriggers(): void {
  const record = readTriggerRecord();
  const others = record !== null && !isMine(record);
  uninstallTriggers();
  stopWaking();
  const rest = others ? ' Those that another user installed end when they next fire.' : '';
  toast(
    `Triggers removed; nothing syncs by itself now.${rest} "Sync now" still works, "Set up" installs them again.`,
  );
}

/** "Nothing runs by itself" includes what the tracker asks for. The tracker is told once, without trying again. */
function stopWaking(): void {
  const address = documentProperties().getProperty(PROPERTY.address) ?? '';
  disconnectWakeHook(makeTracker(address, userProperties().getProperty(USER_PROPERTY.key) ?? '', () => 0));
}

function statusLines(): string[] {
  const properties = documentProperties().getProperties();
  const record = readTriggerRecord();
  const report = readReport();
  return [
    `Tracker: ${properties[PROPERTY.address] ?? 'not set up yet'}`,
    properties[PROPERTY.paused] === 'yes' ? 'Paused' : 'Not paused',
    record === null
      ? 'No triggers: nothing syncs by itself'
      : `Syncs on edit and every ${record.minutes} min, as ${isMine(record) ? 'you' : 'another user'}`,
    report === null
      ? 'No sync has changed anything yet'
      : `Last change: run ${report.run}, ${report.at}: ${report.summary}`,
    ...(report?.problems ?? []),
  ];
}

function shown(report: RunReport): RunReport {
  const lines = [summaryOf(report), ...report.problems.slice(0, 3).map(({ message }) => message)];
  toast(lines.join('\n'));
  return report;
}

export function toast(message: string): void {
  SpreadsheetApp.getActiveSpreadsheet().toast(message, MENU, 10);
}
