/** One run from start to end: lock, settings, sync, report to the log and to the Status dialog. */
import { synchronise, type SyncScope } from '../app/sync';
import { LeadSyncError, messageOf } from '../core/errors';
import { ReportBuilder, problemsByRule, summaryOf, type RunReport } from '../core/report';
import type { RuleId } from '../core/rules';
import { redact } from '../tracker/redact';
import { makePorts } from './compose';
import { keepReport } from './report-store';
import { loadSettings } from './settings-store';

/**
 * The lock is the script's: a bound script has one document, and a web app is given no document lock.
 * @param lockWait milliseconds to wait for another run to end
 * @param isWanted asked when no other run is under way any more
 */
export function runSync(scope: SyncScope, lockWait: number, isWanted: () => boolean = () => true): RunReport {
  const lock = LockService.getScriptLock();
  if (!lock.tryLock(lockWait)) return logged(emptyReport('busy'));
  try {
    return isWanted() ? logged(runLocked(scope)) : emptyReport('busy');
  } finally {
    lock.releaseLock();
  }
}

function runLocked(scope: SyncScope): RunReport {
  try {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    const settings = loadSettings(spreadsheet.getId());
    if (settings.paused) return emptyReport('paused');
    const report = synchronise(makePorts(spreadsheet, settings), settings.sync, scope);
    keepReport(report);
    // Whatever is still on its way must stand before another run may begin.
    SpreadsheetApp.flush();
    return report;
  } catch (error) {
    const report = emptyReport('failed', messageOf(error));
    // Of a sheet that is not set up there is nothing to tell.
    if (!(error instanceof LeadSyncError) || error.code !== 'settings_incomplete') keepReport(report);
    return report;
  }
}

function emptyReport(end: RunReport['end'], message?: string): RunReport {
  const report = new ReportBuilder(0);
  if (message !== undefined) report.failed(message);
  return report.finish(end);
}

/** Counts, rules and row numbers; no names, no mail addresses. */
function logged(report: RunReport): RunReport {
  const { end, run, rows, leads, fetches, outcomes, cellsWritten, cellsMissed } = report;
  const rules = leadsByRule([...report.changes, ...report.problems, ...report.conflicts]);
  console.info(
    `Lead Sync ${JSON.stringify({ end, run, rows, leads, fetches, outcomes, cellsWritten, cellsMissed, rules })}`,
  );
  for (const { rule, count, first } of problemsByRule(report.problems)) {
    console.warn(`${rule}: ${count} ${count === 1 ? 'row' : 'rows'}. First: ${redact(first.message)}`);
  }
  if (end === 'failed') console.error(redact(summaryOf(report)));
  return report;
}

/** How many leads met each rule; a lead that meets it on both sides counts once. */
function leadsByRule(
  events: readonly { rule: RuleId; leadId: string; row?: number }[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  const met = new Set<string>();
  for (const { rule, leadId, row } of events) {
    const key = `${rule}|${leadId === '' ? `row ${row}` : leadId}`;
    if (!met.has(key)) counts[rule] = (counts[rule] ?? 0) + 1;
    met.add(key);
  }
  return counts;
}
