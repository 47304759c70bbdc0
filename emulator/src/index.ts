/** The emulator's library: run a container-bound Apps Script project on your own machine. */
import type { SourceFile } from './bridge/messages';
import { EmulatorCore } from './emulator';
import type { EmulatorSnapshot } from './emulator-state';
import { authorizationOf } from './library/authorization';
import { dialogsOf } from './library/dialogs';
import { allExecutions, findExecution, type FoundExecution } from './library/executions';
import { openPagesOf } from './library/open-pages';
import { peopleOf } from './library/people';
import { runRequest, type RunOptions } from './library/run-request';
import { faultsOf, quotaUse, switchesOf, type QuotaUse } from './library/settings';
import { triggersOf } from './library/triggers';
import type { ChangeListener } from './changes';
import type { EmulatorOptions, Manifest } from './options';
import type { ServiceCallHook } from './runtime/dispatcher';
import type { Execution } from './runtime/execution';
import { Program } from './runtime/program';
import type { ExecutionReport } from './runtime/report';
import type { SentMail } from './services/mail';
import type { NetworkFaultRule } from './services/fetch/types';
import type { MenuDefinition, ShownPage, Toast } from './services/ui';
import { Scheduler } from './triggers/scheduler';
import { UserSession } from './user-session';
import { WebApp } from './web-app/web-app';
import type { Workbook } from './workbook';

export { CALL_CLASSES, classify, type CallClass } from './runtime/call-classes';
export {
  DEFAULT_LIMITS,
  type EmulatorOptions,
  type Limits,
  type Manifest,
  type Tunnel,
  type VirtualClockOptions,
} from './options';
export { DEFAULT_SWITCHES, SWITCHES, SWITCH_NAMES, type SwitchName, type Switches } from './switches';
export { NETWORK_FAULTS, SPREADSHEET_FAULTS, type Faults } from './settings';
export type { QuotaUse } from './library/settings';
export type { RunOptions } from './library/run-request';
export type { PageCallResult } from './library/open-pages';
export { ENTRY_KINDS, type EntryKind } from './bridge/host';
export type { SourceFile } from './bridge/messages';
export type { LibraryFiles } from './runtime/libraries';
export type { EmulatorSnapshot } from './emulator-state';
export type { ServiceCallEvent, ServiceCallHook, ServiceCallVerdict } from './runtime/dispatcher';
export type { Execution } from './runtime/execution';
export type { CallCosts, ExecutionReport, ExecutionStatus, LogLine } from './runtime/report';
export type { FaultRequest, NetworkFault, NetworkFaultRule } from './services/fetch/types';
export type { SentMail } from './services/mail';
export type {
  DialogAnswer,
  DialogHandler,
  DialogRequest,
  MenuDefinition,
  ShownPage,
  Toast,
} from './services/ui';
export type { HttpListener } from './web-app/http-listener';
export type { ScriptVersion } from './web-app/versions';
export type { WebAppRequest, WebAppResponse } from './web-app/request';
export { NOTIFY, type Notify } from './triggers/failure-mails';
export type { InstalledTrigger } from './triggers/store';
export { NoSuchItemError, UserSession, type StartedAction, type Typed } from './user-session';
export type { ChangeListener, EmulatorChange } from './changes';
export type { OpenPage } from './services/open-pages';
export type { PendingDialog } from './services/dialogs';
export { AuthorizationRequiredError } from './authorization/authorization';
export type { UserAuthorization } from './authorization/user-authorization';
export type { FoundExecution } from './library/executions';
export { ROLES, type Person, type PersonOptions, type Role } from './people';
export type { Workbook } from './workbook';

export interface StartedRun {
  readonly execution: Execution;
  readonly done: Promise<ExecutionReport>;
}

export class Emulator {
  private readonly core: EmulatorCore;
  private readonly scheduler: Scheduler;
  /** The script as a web app, for a test or behind a local server. */
  readonly webApp: WebApp;
  readonly dialogs: ReturnType<typeof dialogsOf>;
  readonly openPages: ReturnType<typeof openPagesOf>;
  readonly authorization: ReturnType<typeof authorizationOf>;
  readonly people: ReturnType<typeof peopleOf>;
  readonly triggers: ReturnType<typeof triggersOf>;
  readonly switches: ReturnType<typeof switchesOf>;
  readonly faults: ReturnType<typeof faultsOf>;
  /** What is needed beyond this class is on the core. */
  constructor(options: EmulatorOptions) {
    this.core = new EmulatorCore(options);
    this.scheduler = new Scheduler(this.core);
    this.webApp = new WebApp(this.core);
    this.dialogs = dialogsOf(this.core);
    this.openPages = openPagesOf(this.core);
    this.authorization = authorizationOf(this.core);
    this.people = peopleOf(this.core);
    this.triggers = triggersOf(this.core);
    this.switches = switchesOf(this.core);
    this.faults = faultsOf(this.core);
    if (!this.core.clock.virtual && options.scheduler !== false) this.scheduler.start();
  }

  /** The spreadsheet itself: reads, and changes that fire nothing. Another object after `restore`. */
  get workbook(): Workbook {
    return this.core.workbook;
  }

  get users(): readonly string[] {
    return this.core.users;
  }

  /** Milliseconds of the emulator's clock. */
  get now(): number {
    return this.core.clock.now();
  }

  /** A person at the spreadsheet; default: the owner. */
  as(user: string = this.core.owner): UserSession {
    if (!this.core.users.includes(user))
      throw new Error(`${user} is not among this emulator's users: ${this.core.users.join(', ')}`);
    return new UserSession(this.core, user);
  }

  /** Runs one function to its end. A failure of the script is in the report; nothing is thrown. */
  run(functionName: string, options: RunOptions = {}): Promise<ExecutionReport> {
    return this.start(functionName, options).done;
  }

  /** Starts a function without waiting, e.g. to have two executions at once. */
  start(functionName: string, options: RunOptions = {}): StartedRun {
    const { execution, done } = this.core.executions.start(runRequest(this.core, functionName, options));
    return { execution, done: done.then((report) => report as ExecutionReport) };
  }

  /** Ends a running execution on the spot. */
  kill(execution: Execution): void {
    this.core.runner.kill(execution);
  }

  /** Every execution that has ended, oldest first. */
  get executions(): readonly ExecutionReport[] {
    return this.core.executions.reports;
  }

  /** Running and ended ones, newest first. */
  get allExecutions(): readonly FoundExecution[] {
    return allExecutions(this.core);
  }

  execution(id: number): FoundExecution | undefined {
    return findExecution(this.core, id);
  }

  /** Hears of everything that happens. Returns a function that removes the listener. */
  on(listener: ChangeListener): () => void {
    return this.core.changes.on(listener);
  }

  /** Executions under way. */
  get running(): readonly Execution[] {
    return this.core.runner.executions;
  }

  /** All executions have ended, those that nobody waited for too. */
  idle(): Promise<void> {
    return this.core.executions.idle();
  }

  /** The program's files, the functions that can be run by name, and the manifest. */
  get script(): {
    readonly files: readonly string[];
    readonly functions: readonly string[];
    readonly manifest: Manifest;
  } {
    const { program, manifest } = this.core;
    return { files: program.names, functions: program.functions(), manifest };
  }

  /** The menus that the script has built for this user. */
  menus(user: string = this.core.owner): readonly MenuDefinition[] {
    return this.core.ui.menus(user);
  }

  get toasts(): readonly Toast[] {
    return this.core.ui.toasts;
  }

  /** Sidebars and dialogs with HTML that were shown. */
  get pages(): readonly ShownPage[] {
    return this.core.ui.pages;
  }

  get outbox(): readonly SentMail[] {
    return this.core.outbox;
  }

  readonly properties = {
    document: (): ReadonlyMap<string, string> => this.core.properties.store('document', ''),
    script: (): ReadonlyMap<string, string> => this.core.properties.store('script', ''),
    user: (email: string): ReadonlyMap<string, string> => this.core.properties.store('user', email),
  };

  readonly cache = {
    /** Drops entries early, as the platform may; all, or those whose keys match. */
    evict: (matches?: (key: string) => boolean): void => this.core.caches.evict(matches),
  };

  readonly network = {
    /** Decides for each request whether and how it fails; undefined ends all faults. */
    setFault: (rule: NetworkFaultRule | undefined): void => void (this.core.networkFault = rule),
  };

  /** What a user has used of the day's allowances. */
  quotas(user: string = this.core.owner): readonly QuotaUse[] {
    return quotaUse(this.core, user);
  }

  /** How many times faster than the machine's the clock goes, while nothing runs; 1 = real time. */
  get speed(): number {
    return this.core.clock.speed;
  }

  /** @throws Error for a virtual clock */
  setSpeed(speed: number): void {
    this.core.clock.setSpeed(speed);
    this.scheduler.adjust();
    this.core.changed('settings');
  }

  /** Moves the clock on and runs what falls due on the way, in order. */
  advanceClock(ms: number): Promise<ExecutionReport[]> {
    return this.scheduler.advance(ms).finally(() => this.core.changed('settings'));
  }

  /** Called before and after the effect of every service call. Returns a function that removes the hook. */
  onServiceCall(hook: ServiceCallHook): () => void {
    this.core.hooks.add(hook);
    return () => void this.core.hooks.delete(hook);
  }

  /** The whole state: workbook, properties, triggers, caches, quotas, menus, counters, virtual time. Reports are no part of it. */
  snapshot(): EmulatorSnapshot {
    return this.core.snapshot();
  }

  /** May be used many times with one snapshot. No execution may be under way. */
  restore(snapshot: EmulatorSnapshot): void {
    this.core.restore(snapshot);
  }

  /** Replaces the program, as a push to the script project does; the next execution runs it. */
  load(files: readonly SourceFile[]): void {
    this.core.program = new Program(files);
    this.core.customFunctions.forget();
  }

  /** Writes everything to the data folder now. */
  flush(): void {
    this.core.flush();
  }

  /** Ends running executions, stores the state, lets go of threads and sockets. */
  async close(): Promise<void> {
    this.scheduler.stop();
    await this.core.close();
  }
}

export function createEmulator(options: EmulatorOptions): Emulator {
  return new Emulator(options);
}

export { createDirectServices, type DirectAnswer, type DirectOptions, type DirectServices } from './direct';
