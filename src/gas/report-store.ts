/** Keeps the last report that says something new, for the Status dialog; a run that changed nothing and has no news writes nothing. */
import { problemsByRule, summaryOf, type RunReport } from '../core/report';
import { documentProperties, PROPERTY } from './settings-store';

export interface KeptReport {
  readonly run: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly summary: string;
  /** One line per cause. */
  readonly problems: readonly string[];
  /** Tells whether a later run has the same problems. */
  readonly fingerprint: string;
}

const LONGEST_TEXT = 300;

export function keepReport(report: RunReport): void {
  const kept = readReport();
  const problems = problemsByRule(report.problems).map(
    ({ rule, count, first }) => `${rule}, ${rows(count)}: ${clip(first.message)}`,
  );
  const failure = report.end === 'failed' || report.end === 'overtaken' ? summaryOf(report) : '';
  const fingerprint = Utilities.base64Encode(
    Utilities.computeDigest(
      Utilities.DigestAlgorithm.MD5,
      [failure, ...problems].join('\n'),
      Utilities.Charset.UTF_8,
    ),
  );
  const changed = report.changes.length > 0 || report.conflicts.length > 0;
  if (
    !changed &&
    (kept === null ? failure === '' && problems.length === 0 : fingerprint === kept.fingerprint)
  )
    return;
  const next: KeptReport = {
    run: report.run,
    at: new Date().toISOString(),
    summary: clip(summaryOf(report)),
    problems,
    fingerprint,
  };
  documentProperties().setProperty(PROPERTY.lastReport, JSON.stringify(next));
}

export function readReport(): KeptReport | null {
  const text = documentProperties().getProperty(PROPERTY.lastReport);
  return text === null ? null : (JSON.parse(text) as KeptReport);
}

function rows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

/** A property holds 9 KB. */
function clip(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
