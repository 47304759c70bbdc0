/** One spreadsheet with its bound script, its users and its services: the parts, put together. */
import type { HandlerTable } from './bridge/host';
import type { Authorization } from './authorization/authorization';
import { Changes } from './changes';
import { RealClock, VirtualClock, type Clock, type Wait } from './clock';
import {
  servicesSnapshot,
  restoreServices,
  type EmulatorSnapshot,
  type ServicesSnapshot,
  type StatefulParts,
} from './emulator-state';
import { DEFAULT_LIMITS, DEFAULT_USER, type EmulatorOptions, type Limits, type Manifest } from './options';
import type { Dispatcher, ServiceCallHook } from './runtime/dispatcher';
import type { Ending, Execution, ExecutionRequest } from './runtime/execution';
import { classify } from './runtime/call-classes';
import { Program } from './runtime/program';
import type { ExecutionReport } from './runtime/report';
import type { Runner, StartedExecution } from './runtime/runner';
import { WorkerPool } from './runtime/worker-pool';
import { checkTunnel } from './services/fetch/addresses';
import type { FetchService } from './services/fetch/handlers';
import type { NetworkFaultRule } from './services/fetch/types';
import { Locks } from './services/locks';
import type { SentMail } from './services/mail';
import { Caches } from './services/cache';
import { PropertyStores } from './services/properties';
import { serviceHandlers } from './service-handlers';
import {
  createAuthorization,
  createDispatcher,
  createFaultHook,
  createFetching,
  createRunner,
  createTriggerRunner,
  createUi,
} from './wiring';
import { workbookRevision } from './storage/workbook-revision';
import { Quotas } from './services/quotas';
import { SeededRandom } from './services/random';
import type { UiService } from './services/ui';
import { FileStore } from './storage/file-store';
import { WorkbookPart } from './storage/workbook-part';
import { Settings } from './settings';
import type { Switches } from './switches';
import { TriggerStore } from './triggers/store';
import type { TriggerRunner } from './triggers/trigger-runner';
import { deploymentOf, type Deployment } from './web-app/deployment';
import {
  createWorkbook,
  fromSnapshot,
  spreadsheetHandlers,
  type Workbook,
  type WorkbookOptions,
} from './workbook';

const KEPT_REPORTS = 1000;

/** The inside of an emulator; `createEmulator` shows less of it. */
export class EmulatorCore implements StatefulParts {
  readonly users: readonly string[];
  readonly manifest: Manifest;
  readonly limits: Limits;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly quotas: Quotas;
  readonly properties: PropertyStores;
  readonly caches: Caches;
  readonly locks = new Locks();
  readonly triggers: TriggerStore;
  readonly ui: UiService;
  readonly outbox: SentMail[] = [];
  readonly fetching: FetchService;
  readonly dispatcher: Dispatcher;
  readonly runner: Runner;
  readonly triggerRunner: TriggerRunner;
  readonly hooks = new Set<ServiceCallHook>();
  readonly reports: ExecutionReport[] = [];
  readonly authorization: Authorization;
  readonly changes = new Changes();
  /** Those whose report is not out yet, by id. */
  readonly live = new Map<number, Execution>();
  readonly deployment: Deployment | null;
  webAppUrl: string | null;
  program: Program;
  workbook: Workbook;
  handlers: HandlerTable = {};
  private readonly services: HandlerTable;
  readonly pool = new WorkerPool();
  private readonly store: FileStore | undefined;
  private readonly workbookPart: WorkbookPart | undefined;
  private readonly running = new Set<Promise<unknown>>();
  private servicesRevision = 0;
  private mailsTold = 0;
  /** A rule of the program that uses the emulator. */
  networkFault: NetworkFaultRule | undefined;

  /** Without workers nothing can be started; `overrides` replace handlers. Both are for direct use (direct.ts). */
  constructor(
    private readonly options: EmulatorOptions,
    private readonly direct?: { readonly overrides: (core: EmulatorCore) => HandlerTable },
  ) {
    options.tunnels?.forEach(checkTunnel);
    this.users = options.users?.length ? options.users : [DEFAULT_USER];
    this.manifest = options.manifest ?? {};
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.settings = new Settings(options.switches);
    this.clock = clockFor(options);
    this.random = new SeededRandom(options.seed ?? 1);
    this.quotas = new Quotas(() => this.clock.now());
    this.properties = new PropertyStores(() => this.changed('properties'));
    this.caches = new Caches(() => this.clock.now());
    this.triggers = new TriggerStore(
      this.random,
      () => this.clock.now(),
      () => this.changed('triggers'),
    );
    this.authorization = createAuthorization(this, options);
    this.ui = createUi(this);
    this.fetching = createFetching(this, options);
    this.hooks.add(createFaultHook(this));
    this.webAppUrl = options.webAppUrl ?? null;
    this.program = new Program(options.files);
    this.services = serviceHandlers(this, options);
    this.dispatcher = createDispatcher(this, options);
    this.runner = createRunner(this);
    this.triggerRunner = createTriggerRunner(this);
    this.store =
      options.dataDir === undefined
        ? undefined
        : new FileStore(options.dataDir, (problem) => this.log(problem));
    this.workbookPart = this.store && new WorkbookPart(this.store, options.dataDir ?? '');
    this.workbook = this.load();
    this.adopt(this.workbook);
    this.deployment = deploymentOf(this.manifest, this.workbook.id, this.webAppUrl);
    if (this.deployment === null) this.webAppUrl = null;
    this.keep();
    if (!direct) this.pool.warm();
  }

  get switches(): Switches {
    return this.settings.switches;
  }

  get owner(): string {
    return this.users[0] ?? DEFAULT_USER;
  }

  get scriptZone(): string {
    return this.manifest.timeZone ?? this.workbook.timeZone;
  }

  log(line: string): void {
    this.options.log?.(line);
  }

  start(request: ExecutionRequest): StartedExecution {
    const { execution, done } = this.runner.start(request);
    this.live.set(execution.id, execution);
    this.noteTrigger(execution, 'running');
    this.changes.tell({ type: 'execution', execution, report: null });
    const remembered = done.then(
      (report) => this.remember(execution, report),
      (error: unknown) => {
        this.live.delete(execution.id);
        throw error;
      },
    );
    this.track(remembered);
    return { execution, done: remembered };
  }

  /** What `work` gives, and the executions that it started before it returned. */
  startedDuring<T>(work: () => T): { readonly result: T; readonly executions: readonly Execution[] } {
    const executions: Execution[] = [];
    const stop = this.changes.on((change) => {
      if (change.type === 'execution' && change.report === null) executions.push(change.execution);
    });
    try {
      return { result: work(), executions };
    } finally {
      stop();
    }
  }

  /** Lets `idle` wait for something that was started. */
  track(work: Promise<unknown>): void {
    const tracked: Promise<unknown> = work.finally(() => this.running.delete(tracked)).catch(() => undefined);
    this.running.add(tracked);
  }

  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  snapshot(): EmulatorSnapshot {
    return { workbook: this.workbook.toSnapshot(), services: servicesSnapshot(this) };
  }

  restore({ workbook, services }: EmulatorSnapshot): void {
    if (this.runner.executions.length > 0)
      throw new Error('restore needs every execution to have ended: await idle() first');
    restoreServices(this, services);
    this.adopt(fromSnapshot(workbook, this.workbookOptions()));
    this.changed();
    this.changes.tell({ type: 'workbook', event: null });
  }

  /** Something besides the workbook is another now; `what` tells listeners, where they cannot know otherwise. */
  changed(what?: 'triggers' | 'properties' | 'outbox' | 'settings'): void {
    this.servicesRevision += 1;
    this.store?.touch();
    if (what !== undefined) this.changes.tell({ type: what });
  }

  flush(): void {
    this.store?.flush();
  }

  /** Idle for so long, but no longer than the execution may live. */
  idleFor(execution: Execution, ms: number): Wait {
    const wait = this.clock.wait(Math.max(0, Math.min(ms, this.runner.remainingMs(execution))));
    execution.onEnd(() => wait.cancel());
    return wait;
  }

  async close(): Promise<void> {
    for (const execution of this.runner.executions) this.runner.kill(execution);
    await this.idle();
    this.fetching.close();
    await this.pool.close();
    this.flush();
    this.workbookPart?.close();
  }

  /** One of an optional function that is not there is told of as completed, and not kept: nothing ran. */
  private remember(execution: Execution, report: ExecutionReport | null): ExecutionReport | null {
    this.live.delete(execution.id);
    if (report) this.reports.push(report);
    if (this.reports.length > KEPT_REPORTS) this.reports.shift();
    const told = report ?? execution.report({ status: 'completed' }, this.clock.now());
    this.changes.tell({ type: 'execution', execution, report: told });
    return report;
  }

  private load(): Workbook {
    const services = this.store?.load('services') as ServicesSnapshot | undefined;
    if (services) restoreServices(this, services);
    return this.workbookPart?.load(this.workbookOptions()) ?? createWorkbook(this.workbookOptions());
  }

  private workbookOptions(): WorkbookOptions {
    return {
      ...this.options.spreadsheet,
      owner: this.owner,
      editors: this.users.slice(1),
      switches: this.switches,
      now: () => this.clock.now(),
    };
  }

  private adopt(workbook: Workbook): void {
    this.workbook = workbook;
    // A stored one does not know of people who came since.
    for (const user of this.users.slice(1)) workbook.editors.add(user);
    workbook.onChange((event) => {
      this.store?.touch();
      this.changes.tell({ type: 'workbook', event });
    });
    const keyboardUser = (execution: unknown) => (execution as Execution).request.keyboardUser;
    this.handlers = {
      ...spreadsheetHandlers(workbook, { keyboardUser }),
      ...this.services,
      ...this.direct?.overrides(this),
    };
  }

  private keep(): void {
    const revision = workbookRevision(() => this.workbook);
    this.store?.keepBy(revision, () => this.workbookPart?.write(this.workbook));
    this.store?.keep(
      'services',
      () => this.servicesRevision,
      () => servicesSnapshot(this),
    );
  }

  private noteTrigger(
    { id, startedAt, ended, request }: Execution,
    status: Ending['status'] | 'running',
  ): void {
    if (request.triggerId === undefined || (status === 'running' && ended)) return;
    this.triggers.noteExecution(request.triggerId, { id, at: startedAt, status });
  }

  /** What has been done is stored before anybody hears that it is done. */
  ended(execution: Execution, { status }: Ending): Promise<void> {
    this.locks.releaseAll(execution);
    if (execution.request.triggerId !== undefined) {
      this.quotas.add(
        'triggerMs',
        execution.effectiveUser,
        this.clock.now() - execution.startedAt - execution.idleMs,
      );
    }
    this.noteTrigger(execution, status);
    this.tellOfMail();
    if (this.switches.ownWritesFireChange && status === 'completed') this.fireOwnChange(execution);
    this.changed();
    this.flush();
    return Promise.resolve();
  }

  private tellOfMail(): void {
    if (this.outbox.length === this.mailsTold) return;
    this.mailsTold = this.outbox.length;
    this.changes.tell({ type: 'outbox' });
  }

  /** Not for executions that onChange itself started, which would go round for ever. */
  private fireOwnChange(execution: Execution): void {
    const trigger = this.triggers.find(execution.request.triggerId ?? '');
    const wrote = execution.calls.some(({ method }) => classify(method) === 'sheet write');
    if (!wrote || trigger?.eventType === 'ON_CHANGE') return;
    for (const pending of this.triggerRunner.scriptWrote(execution.effectiveUser)) this.track(pending);
  }
}

function clockFor({ clock }: EmulatorOptions): Clock {
  return clock === undefined || clock === 'real' ? new RealClock() : new VirtualClock(clock.start.getTime());
}
