/** One spreadsheet with its bound script, its users and its services: the parts, put together. */
import type { HandlerTable } from './bridge/host';
import { createRealClock, VirtualClock, type Clock, type Wait } from './clock';
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
import { Locks } from './services/locks';
import type { SentMail } from './services/mail';
import { Caches } from './services/cache';
import { PropertyStores } from './services/properties';
import { serviceHandlers } from './service-handlers';
import { createDispatcher, createFetching, createRunner, createTriggerRunner } from './wiring';
import { workbookRevision } from './storage/workbook-revision';
import { Quotas } from './services/quotas';
import { SeededRandom } from './services/random';
import { UiService } from './services/ui';
import { FileStore } from './storage/file-store';
import { switchesWith, type Switches } from './switches';
import { TriggerStore } from './triggers/store';
import type { TriggerRunner } from './triggers/trigger-runner';
import { deploymentOf, type Deployment } from './web-app/deployment';
import {
  createWorkbook,
  fromSnapshot,
  spreadsheetHandlers,
  type Workbook,
  type WorkbookOptions,
  type WorkbookSnapshot,
} from './workbook';

const KEPT_REPORTS = 1000;

/** The inside of an emulator; `createEmulator` shows less of it. */
export class EmulatorCore implements StatefulParts {
  readonly users: readonly string[];
  readonly manifest: Manifest;
  readonly limits: Limits;
  readonly switches: Switches;
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
  readonly deployment: Deployment | null;
  webAppUrl: string | null;
  program: Program;
  workbook: Workbook;
  handlers: HandlerTable = {};
  private readonly services: HandlerTable;
  readonly pool = new WorkerPool();
  private readonly store: FileStore | undefined;
  private readonly running = new Set<Promise<unknown>>();
  private servicesRevision = 0;

  /** Without workers nothing can be started; `overrides` replace handlers. Both are for direct use (direct.ts). */
  constructor(
    private readonly options: EmulatorOptions,
    private readonly direct?: { readonly overrides: (core: EmulatorCore) => HandlerTable },
  ) {
    options.tunnels?.forEach(checkTunnel);
    this.users = options.users?.length ? options.users : [DEFAULT_USER];
    this.manifest = options.manifest ?? {};
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.switches = switchesWith(options.switches);
    this.clock = clockFor(options);
    this.random = new SeededRandom(options.seed ?? 1);
    this.quotas = new Quotas(() => this.clock.now());
    this.properties = new PropertyStores(() => this.changed());
    this.caches = new Caches(() => this.clock.now());
    this.triggers = new TriggerStore(
      this.random,
      () => this.clock.now(),
      () => this.changed(),
    );
    this.ui = new UiService({
      clock: this.clock,
      switches: this.switches,
      suspend: (execution) => this.locks.releaseAll(execution),
      changed: () => this.changed(),
    });
    this.fetching = createFetching(this, options);
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
    this.workbook = this.load();
    this.adopt(this.workbook);
    this.deployment = deploymentOf(this.manifest, this.workbook.id, this.webAppUrl);
    if (this.deployment === null) this.webAppUrl = null;
    this.keep();
    if (!direct) this.pool.warm();
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
    const started = this.runner.start(request);
    const done = started.done.then((report) => {
      if (report) this.remember(report);
      return report;
    });
    this.track(done);
    return { ...started, done };
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
  }

  changed(): void {
    this.servicesRevision += 1;
    this.store?.touch();
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
  }

  private remember(report: ExecutionReport): void {
    this.reports.push(report);
    if (this.reports.length > KEPT_REPORTS) this.reports.shift();
  }

  private load(): Workbook {
    const services = this.store?.load('services') as ServicesSnapshot | undefined;
    if (services) restoreServices(this, services);
    const stored = this.store?.load('workbook') as WorkbookSnapshot | undefined;
    return stored ? fromSnapshot(stored, this.workbookOptions()) : createWorkbook(this.workbookOptions());
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
    workbook.onChange(() => this.store?.touch());
    const keyboardUser = (execution: unknown) => (execution as Execution).request.keyboardUser;
    this.handlers = {
      ...spreadsheetHandlers(workbook, { keyboardUser }),
      ...this.services,
      ...this.direct?.overrides(this),
    };
  }

  private keep(): void {
    const revision = workbookRevision(() => this.workbook);
    this.store?.keep('workbook', revision, () => this.workbook.toSnapshot());
    this.store?.keep(
      'services',
      () => this.servicesRevision,
      () => servicesSnapshot(this),
    );
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
    if (this.switches.ownWritesFireChange && status === 'completed') this.fireOwnChange(execution);
    this.changed();
    this.flush();
    return Promise.resolve();
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
  return clock === undefined || clock === 'real'
    ? createRealClock()
    : new VirtualClock(clock.start.getTime());
}
