/** What people and triggers do with an emulated spreadsheet and a Work Tracker that are linked by Lead Sync. */
import type { DialogRequest, Emulator, ExecutionReport } from '../emulator/src';
import type { Task } from '../src/contract';
import type { RunReport } from '../src/core/report';

/** What the script sees; the tunnel leads from here to the tracker's local port. */
export const TRACKER_ADDRESS = 'https://tracker.example.dev';
export const LEADS_TAB = 'Leads';
const MENU = 'Lead Sync';

export const OWNER = 'owner@example.com';
export const COLLEAGUE = 'colleague@example.com';

/** The operations of people and triggers on both sides, whatever they run on. */
export class LocalSystem {
  /** From now on dialogs are left to the people at the page. */
  readonly leaveDialogsToPeople: () => void;

  constructor(
    readonly emulator: Emulator,
    /** Where the tracker listens, without a trailing slash. */
    readonly trackerUrl: string,
  ) {
    this.leaveDialogsToPeople = emulator.dialogs.onDialog(answerSetUp);
  }

  /** Is there a tab with leads from an earlier start? */
  get hasLeads(): boolean {
    return this.emulator.workbook.findSheet(LEADS_TAB) !== undefined;
  }

  /** Opens the spreadsheet as its owner does, so that the menu is there. */
  async open(user?: string): Promise<void> {
    succeeded(await this.emulator.as(user).open());
  }

  async setUp(user?: string): Promise<void> {
    await this.choose('Set up', user);
  }

  async setStatusMap(json: string): Promise<void> {
    succeeded([await this.emulator.run('setStatusMap', { args: [json] })]);
  }

  /** Chooses a menu item that syncs. */
  async sync(item: 'Initial sync' | 'Sync now'): Promise<SyncRun> {
    return toSyncRun(await this.choose(item));
  }

  /** The time-driven trigger fires now instead of in some minutes. */
  async runSchedule(): Promise<ExecutionReport> {
    const trigger = this.emulator.triggers.list().find(({ handler }) => handler === 'runScheduledSync');
    if (trigger === undefined) throw new Error('The time-driven trigger is not installed.');
    const report = await this.emulator.triggers.run(trigger.id);
    // The tracker may have woken the sheet meanwhile; what people are shown next is what stands after both.
    await this.emulator.idle();
    return succeeded([report])[0] as ExecutionReport;
  }

  async edit(cell: string, value: string): Promise<ExecutionReport> {
    return succeeded(await this.emulator.as().edit(LEADS_TAB, cell, value))[0] as ExecutionReport;
  }

  /** The leads tab as people see it, header first. */
  leads(): string[][] {
    const { workbook } = this.emulator;
    const sheet = workbook.sheet(LEADS_TAB);
    const { rows, columns } = workbook.usedSize(sheet);
    const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
    return numbers(rows).map((row) => numbers(columns).map((column) => workbook.display(sheet, row, column)));
  }

  async tasks(): Promise<Task[]> {
    return (await this.request('GET', '/tasks')) as Task[];
  }

  /** Any route of the tracker, as another program would use it. */
  async request(method: string, route: string, body?: unknown): Promise<unknown> {
    const init =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${this.trackerUrl}${route}`, { method, ...init });
    if (!answer.ok) throw new Error(`${method} ${route} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  async choose(item: string, user?: string): Promise<ExecutionReport> {
    return succeeded(await this.emulator.as(user).chooseMenu(MENU, item))[0] as ExecutionReport;
  }
}

/** A run started from the menu: what the script reports, and what it cost. */
export interface SyncRun {
  readonly report: RunReport;
  readonly execution: ExecutionReport;
}

function toSyncRun(execution: ExecutionReport): SyncRun {
  const report = execution.returnValue as RunReport;
  if (report.end === 'failed') throw new Error(report.firstError ?? 'The sync failed.');
  return { report, execution };
}

function succeeded(reports: readonly ExecutionReport[]): readonly ExecutionReport[] {
  const failed = reports.find(({ status }) => status !== 'completed');
  if (failed === undefined) return reports;
  throw new Error(`${failed.functionName} ${failed.status}: ${failed.error?.message ?? 'no message'}`);
}

/** What a person would answer on this machine; everything else is offered again to whoever asks. */
function answerSetUp({ kind, title, buttons }: DialogRequest) {
  if (kind === 'alert') return { button: buttons.includes('YES') ? ('YES' as const) : ('OK' as const) };
  return { button: 'OK' as const, text: title.includes('Address') ? TRACKER_ADDRESS : '' };
}
