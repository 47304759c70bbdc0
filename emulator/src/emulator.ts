/** One spreadsheet with its bound script, its users and its services: the parts, put together. */
import type { HandlerTable } from './bridge/host';
import type { SourceFile } from './bridge/messages';
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
import { AfterExecution } from './runtime/after-execution';
import type { Execution } from './runtime/execution';
import { Executions } from './runtime/executions';
import { librarySources } from './runtime/libraries';
import { Program } from './runtime/program';
import type { Runner } from './runtime/runner';
import { WorkerPool } from './runtime/worker-pool';
import { checkTunnel } from './services/fetch/addresses';
import type { CustomFunctionRuns } from './services/custom-functions';
import type { FetchService } from './services/fetch/handlers';
import type { NetworkFaultRule } from './services/fetch/types';
import { Locks } from './services/locks';
import type { SentMail } from './services/mail';
import { Caches } from './services/cache';
import { PropertyStores } from './services/properties';
import { serviceHandlers } from './service-handlers';
import {
  createAuthorization,
  createCustomFunctions,
  createDispatcher,
  createFaultHook,
  createFetching,
  createRunner,
  createFailureMails,
  createTriggerRunner,
  createTokens,
  createUi,
} from './wiring';
import { workbookRevision } from './storage/workbook-revision';
import { Quotas } from './services/quotas';
import { SeededRandom } from './services/random';
import type { Tokens } from './services/tokens';
import type { UiService } from './services/ui';
import { FileStore } from './storage/file-store';
import { WorkbookPart } from './storage/workbook-part';
import { People } from './people';
import { Settings } from './settings';
import type { Switches } from './switches';
import { TriggerStore } from './triggers/store';
import type { FailureMails } from './triggers/failure-mails';
import type { TriggerRunner } from './triggers/trigger-runner';
import { deploymentOf, type Deployment } from './web-app/deployment';
import {
  createWorkbook,
  fromSnapshot,
  spreadsheetHandlers,
  type Workbook,
  type WorkbookOptions,
} from './workbook';

/** The inside of an emulator; `createEmulator` shows less of it. */
export class EmulatorCore implements StatefulParts {
  readonly people: People;
  readonly manifest: Manifest;
  /** Run before the program. */
  readonly libraries: readonly SourceFile[];
  readonly limits: Limits;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly quotas: Quotas;
  readonly properties: PropertyStores;
  readonly caches: Caches;
  readonly locks = new Locks();
  readonly triggers: TriggerStore;
  readonly tokens: Tokens;
  readonly ui: UiService;
  readonly outbox: SentMail[] = [];
  readonly fetching: FetchService;
  readonly customFunctions: CustomFunctionRuns;
  readonly dispatcher: Dispatcher;
  readonly runner: Runner;
  readonly triggerRunner: TriggerRunner;
  readonly failureMails: FailureMails;
  readonly afterExecution = new AfterExecution(this);
  readonly hooks = new Set<ServiceCallHook>();
  readonly authorization: Authorization;
  readonly changes = new Changes();
  readonly executions: Executions;
  readonly deployment: Deployment | null;
  webAppUrl: string | null;
  program: Program;
  workbook: Workbook;
  handlers: HandlerTable = {};
  private readonly services: HandlerTable;
  readonly pool = new WorkerPool();
  private readonly store: FileStore | undefined;
  private readonly workbookPart: WorkbookPart | undefined;
  private servicesRevision = 0;
  /** A rule of the program that uses the emulator. */
  networkFault: NetworkFaultRule | undefined;

  /** Without workers nothing can be started; `overrides` replace handlers. Both are for direct use (direct.ts). */
  constructor(
    private readonly options: EmulatorOptions,
    private readonly direct?: { readonly overrides: (core: EmulatorCore) => HandlerTable },
  ) {
    options.tunnels?.forEach(checkTunnel);
    this.people = new People(
      options.users?.length ? options.users : [DEFAULT_USER],
      () => this.workbook,
      () => this.changed(),
    );
    this.manifest = options.manifest ?? {};
    this.libraries = librarySources(this.manifest, options.libraries);
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
    this.tokens = createTokens(this);
    this.ui = createUi(this);
    this.fetching = createFetching(this, options);
    this.hooks.add(createFaultHook(this));
    this.webAppUrl = options.webAppUrl ?? null;
    this.program = new Program(options.files);
    this.services = serviceHandlers(this, options);
    const { triggers, changes, clock } = this;
    this.executions = new Executions({ runner: () => this.runner, triggers, changes, clock });
    this.customFunctions = createCustomFunctions(this);
    this.dispatcher = createDispatcher(this, options);
    this.runner = createRunner(this);
    this.triggerRunner = createTriggerRunner(this);
    this.failureMails = createFailureMails(this);
    this.store =
      options.dataDir === undefined
        ? undefined
        : new FileStore(options.dataDir, (problem) => this.log(problem));
    this.workbookPart = this.store && new WorkbookPart(this.store, options.dataDir ?? '');
    const stored = this.store?.load('services') as ServicesSnapshot | undefined;
    this.workbook = this.load(stored);
    this.people.join(this.workbook, stored?.people?.map(({ email }) => email) ?? []);
    this.adopt(this.workbook);
    this.deployment = deploymentOf(this.manifest, this.workbook.id, this.webAppUrl);
    if (this.deployment === null) this.webAppUrl = null;
    this.keep();
    if (!direct) this.pool.warm();
  }

  get switches(): Switches {
    return this.settings.switches;
  }

  get users(): readonly string[] {
    return this.people.emails;
  }

  get owner(): string {
    return this.people.owner;
  }

  get scriptZone(): string {
    return this.manifest.timeZone ?? this.workbook.timeZone;
  }

  log(line: string): void {
    this.options.log?.(line);
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
    this.customFunctions.stop();
    for (const execution of this.runner.executions) this.runner.kill(execution);
    await this.executions.idle();
    this.fetching.close();
    await this.pool.close();
    this.flush();
    this.workbookPart?.close();
  }

  private load(services: ServicesSnapshot | undefined): Workbook {
    if (services) restoreServices(this, services);
    return this.workbookPart?.load(this.workbookOptions()) ?? createWorkbook(this.workbookOptions());
  }

  private workbookOptions(): WorkbookOptions {
    return {
      ...this.options.spreadsheet,
      owner: this.owner,
      mayEdit: (user) => this.people.mayEdit(user),
      switches: this.switches,
      now: () => this.clock.now(),
      customFunctions: this.customFunctions,
    };
  }

  private adopt(workbook: Workbook): void {
    this.workbook = workbook;
    workbook.onChange((event) => {
      this.store?.touch();
      this.customFunctions.computeSoon();
      this.changes.tell({ type: 'workbook', event });
    });
    this.customFunctions.computeSoon();
    const formulaSheet = (execution: unknown) => this.customFunctions.sheetOf(execution as Execution);
    const keyboardUser = (execution: unknown) => (execution as Execution).request.keyboardUser;
    this.handlers = {
      ...spreadsheetHandlers(workbook, { keyboardUser, formulaSheet }),
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
}

function clockFor({ clock }: EmulatorOptions): Clock {
  return clock === undefined || clock === 'real' ? new RealClock() : new VirtualClock(clock.start.getTime());
}
