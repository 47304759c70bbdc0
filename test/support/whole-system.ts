/** Lead Sync whole for tests: the built bundle in the emulator, and the real tracker over HTTP. */
import { createEmulator, type EmulatorOptions, type ExecutionReport } from '../../emulator/src';
import { readBundle } from '../../local/build-bundle';
import { loadLeads } from '../../local/load-leads';
import { LEADS_TAB, LocalSystem, TRACKER_ADDRESS } from '../../local/system';
import type { Task, TaskStatus } from '../../src/contract';
import type { RunReport } from '../../src/core/report';
import { ResettableTracker } from './resettable-tracker';

export const HEADER = ['id', 'name', 'email', 'status', 'source', 'task_id'];
export const OWNER = 'owner@example.com';
export const COLLEAGUE = 'colleague@example.com';

/** Lets a test set what dialogs will set later; not part of the bundle. */
const TEST_TOOLS = `
function testSetProperty(name, value) { PropertiesService.getDocumentProperties().setProperty(name, value); }
function testRun(body) { return new Function(body)(); }
`;

export type LeadRow = readonly [
  id: string,
  name: string,
  email: string,
  status: string,
  source: string,
  taskId?: string,
];

export interface WholeSystemOptions {
  readonly leads: readonly LeadRow[];
  /** Another header or further columns; then `rows` are the cells. */
  readonly table?: { readonly header: string[]; readonly rows: string[][] };
  readonly emulator?: Partial<EmulatorOptions>;
}

export class WholeSystem extends LocalSystem {
  constructor(
    emulator: LocalSystem['emulator'],
    readonly tracker: ResettableTracker,
  ) {
    super(emulator, tracker.url);
  }

  /** Loads the leads and opens the spreadsheet; nothing is set up yet. */
  static async start({ leads, table, emulator: options = {} }: WholeSystemOptions): Promise<WholeSystem> {
    const tracker = await ResettableTracker.start();
    const { files, manifest } = readBundle();
    const emulator = createEmulator({
      files: [...files, { name: 'TestTools.js', source: TEST_TOOLS }],
      manifest,
      spreadsheet: { name: 'Lead Tracker' },
      users: [OWNER, COLLEAGUE],
      tunnels: [{ publicUrl: TRACKER_ADDRESS, target: tracker.url }],
      clock: { start: new Date('2026-03-02T09:00:00Z') },
      seed: 7,
      ...options,
    });
    const system = new WholeSystem(emulator, tracker);
    const rows = leads.map((lead) => HEADER.map((_, column) => lead[column] ?? ''));
    loadLeads(emulator, { header: table?.header ?? HEADER, rows: table?.rows ?? rows, notices: [] });
    await system.open();
    return system;
  }

  /** Set up, and the tasks of all leads made. */
  static async linked(options: WholeSystemOptions): Promise<WholeSystem> {
    const system = await WholeSystem.start(options);
    await system.setUp();
    await system.sync('Initial sync');
    return system;
  }

  async close(): Promise<void> {
    await this.emulator.close();
    await this.tracker.close();
  }

  async setProperty(name: string, value: string): Promise<void> {
    const { status } = await this.emulator.run('testSetProperty', { args: [name, value] });
    expect(status).toBe('completed');
  }

  /** Runs Apps Script code in the spreadsheet, as its owner from the editor. */
  async script(body: string): Promise<unknown> {
    const { error, returnValue } = await this.emulator.run('testRun', { args: [body] });
    expect(error).toBeUndefined();
    return returnValue;
  }

  /** The cells of a lead by header, as displayed; undefined when no row has this id. */
  lead(id: string): Record<string, string> | undefined {
    const [header = [], ...rows] = this.leads();
    const cells = rows.find((row) => row[header.indexOf('id')] === id);
    return cells && Object.fromEntries(header.map((name, column) => [name, cells[column] ?? '']));
  }

  status(id: string): string | undefined {
    return this.lead(id)?.['status'];
  }

  /** The task whose id stands in the lead's row. */
  async task(id: string): Promise<Task> {
    return (await this.request('GET', `/tasks/${this.lead(id)?.['task_id']}`)) as Task;
  }

  async moveTask(id: string, status: TaskStatus): Promise<void> {
    await this.request('PATCH', `/tasks/${(await this.task(id)).id}`, { status });
  }

  /** The time-driven trigger, whatever becomes of its execution. */
  async runScheduleAnyhow(): Promise<ExecutionReport> {
    const trigger = this.emulator.triggers.list().find(({ handler }) => handler === 'runScheduledSync');
    return this.emulator.triggers.run(trigger?.id ?? '');
  }

  /** A1 name of a lead's cell, by what stands in the sheet now. */
  cell(id: string, field: string): string {
    const [header = [], ...rows] = this.leads();
    const row = rows.findIndex((cells) => cells[header.indexOf('id')] === id);
    if (row < 0) throw new Error(`No row has the id ${id}`);
    return `${String.fromCharCode(65 + header.indexOf(field))}${row + 2}`;
  }

  /** What the owner types, without any trigger: as when the event is lost. */
  typeSilently(id: string, field: string, value: string): void {
    this.emulator.workbook.as().edit(LEADS_TAB, this.cell(id, field), value);
  }

  async syncNow(): Promise<RunReport> {
    return (await this.sync('Sync now')).report;
  }

  /** Both sides as plain text, for comparing before and after. */
  async everything(): Promise<string> {
    return JSON.stringify({ leads: this.leads(), tasks: await this.tasks() });
  }

  /** A change that concerns no lead costs one run the cursor, and nothing else; the next is idle. */
  async expectIdleAfterEcho(): Promise<void> {
    const before = await this.everything();
    const { execution } = await this.sync('Sync now');
    expect([execution.costs.sheetWrites, await this.everything()]).toEqual([0, before]);
    await this.expectIdle();
  }

  /** @returns the menu run's execution, after checking that it wrote nothing anywhere */
  async expectIdle(): Promise<ExecutionReport> {
    const before = await this.everything();
    const revision = this.emulator.workbook.revision;
    const { execution, report } = await this.sync('Sync now');
    expect({ ...execution.costs, sheetCalls: 0, propertyReads: 0 }).toEqual({
      sheetCalls: 0,
      sheetWrites: 0,
      propertyReads: 0,
      propertyWrites: 0,
      fetches: 1,
    });
    expect(report.end).toBe('finished');
    expect(await this.everything()).toBe(before);
    expect(this.emulator.workbook.revision).toBe(revision);
    return execution;
  }
}
