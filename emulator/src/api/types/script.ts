/** The script: its executions, triggers, properties and quotas. */
import type { EntryKind } from '../../bridge/host';
import type { CallCosts, ExecutionStatus, LogLine } from '../../runtime/report';

// --- The script: executions, triggers, properties, quotas ---
// GET  /api/script → ScriptView
// POST /api/script/deploy { version? } → ScriptView                    a new version of what was loaded last, or an earlier one
// POST /api/run { user?, function, args?, wait? } → ActionAnswer       as from the script editor
// GET  /api/executions?after=&limit= → ExecutionView[]                  newest first, running ones included
// GET  /api/executions/:id → ExecutionDetails      POST /api/executions/:id/kill
// GET  /api/triggers → TriggerView[]   POST /api/triggers/:id/run { wait? } → ActionAnswer   POST /api/triggers/:id/disable | enable
// POST /api/triggers/:id/notify { frequency } → TriggerView           how often the mails come that tell of its failures
// GET  /api/properties → PropertiesView    GET /api/quotas?user= → QuotaView[]    GET /api/outbox → MailView[]

export interface ScriptView {
  readonly files: readonly string[];
  /** Global functions that can be run by name. */
  readonly functions: readonly string[];
  readonly manifest: unknown;
  readonly webAppUrl: string | null;
  /** Runs what was loaded last, for those who may edit the script. */
  readonly devUrl: string | null;
  /** What callers of `webAppUrl` get; null: nothing was deployed. */
  readonly deployedVersion: number | null;
  readonly versions: readonly {
    readonly number: number;
    readonly createdAt: number;
    readonly description: string;
  }[];
}

export interface ExecutionView {
  readonly id: number;
  readonly functionName: string;
  readonly entry: EntryKind;
  readonly user: string;
  readonly status: ExecutionStatus | 'running';
  /** Milliseconds of the emulator's clock. */
  readonly startedAt: number;
  /** So far, while it runs. */
  readonly durationMs: number;
  readonly error: string | null;
  readonly costs: CallCosts;
  readonly triggerId: string | null;
}

export interface ExecutionDetails extends ExecutionView {
  readonly logs: readonly LogLine[];
  /** Service calls in order, by method. */
  readonly calls: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly stack: string | null;
  /** The return value as JSON, or null. */
  readonly returnJson: string | null;
}

export interface TriggerView {
  readonly id: string;
  readonly owner: string;
  readonly handler: string;
  readonly event: 'CLOCK' | 'ON_OPEN' | 'ON_EDIT' | 'ON_CHANGE' | 'ON_FORM_SUBMIT';
  /** In words, e.g. "every 5 minutes". */
  readonly schedule: string;
  /** Why it does not run any more, or null. */
  readonly disabled: string | null;
  readonly lastRun: { readonly execution: number; readonly at: number; readonly status: string } | null;
  /** How often its failures are mailed to its owner. */
  readonly notify: 'immediately' | 'hourly' | 'daily' | 'weekly';
  /** Milliseconds of the emulator's clock; null for events. */
  readonly nextRun: number | null;
}

export interface PropertiesView {
  readonly script: Readonly<Record<string, string>>;
  readonly document: Readonly<Record<string, string>>;
  readonly users: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface QuotaView {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  readonly unit: 'calls' | 'minutes' | 'recipients' | 'triggers';
}

export interface MailView {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly time: number;
}
