/** Connects an emulator's runtime parts with its state: who asks whom for what. */
import { Authorization, AUTHORIZATION_REQUIRED } from './authorization/authorization';
import { detectScopes } from './authorization/detect-scopes';
import type { EmulatorCore } from './emulator';
import { localize } from './localization/localize';
import type { EmulatorOptions } from './options';
import { VIEW_ONLY_RUN_TEXT } from './people';
import { Dispatcher, type ServiceCallHook } from './runtime/dispatcher';
import type { Execution, ExecutionRequest } from './runtime/execution';
import { createPermissions } from './runtime/permissions';
import { macroMenus } from './runtime/macros';
import { Runner } from './runtime/runner';
import { CustomFunctionRuns } from './services/custom-functions';
import { FetchService } from './services/fetch/handlers';
import { Rate } from './services/rate';
import { Tokens } from './services/tokens';
import { UiService } from './services/ui';
import { networkFaultOf, spreadsheetFaultOf } from './settings';
import { FailureMails } from './triggers/failure-mails';
import { TriggerRunner } from './triggers/trigger-runner';

export function createFetching(core: EmulatorCore, { tunnels = [] }: EmulatorOptions): FetchService {
  const { manifest, limits, switches, quotas } = core;
  const log = (line: string): void => core.log(line);
  const now = () => core.clock.now();
  const fetching = new FetchService({ tunnels, manifest, limits, switches, quotas, now, log });
  // Faults from the settings come before those of a test's own rule.
  fetching.fault = (request) => networkFaultOf(core.settings.faults) ?? core.networkFault?.(request);
  return fetching;
}

/** Faults of the spreadsheet, as the settings have them. */
export function createFaultHook(core: EmulatorCore): ServiceCallHook {
  return (event) => spreadsheetFaultOf(core.settings.faults, event, core.random, core.workbook.id);
}

export function createAuthorization(core: EmulatorCore, { authorization }: EmulatorOptions): Authorization {
  return new Authorization({
    mode: authorization ?? 'granted',
    scopes: () => core.manifest.oauthScopes ?? detectScopes([...core.libraries, ...core.program.scripts]),
    changed: (user) => {
      core.changed();
      core.changes.tell({ type: 'authorization', user });
    },
  });
}

export function createTokens({ clock, authorization }: EmulatorCore): Tokens {
  return new Tokens({ now: () => clock.now(), authorization });
}

export function createUi(core: EmulatorCore): UiService {
  const { clock, switches, changes, locks } = core;
  const suspend = (execution: Execution): void => locks.releaseAll(execution);
  const macros = macroMenus(core.manifest);
  const fixedMenus = (user: string) => (core.people.mayEdit(user) ? macros : []);
  return new UiService({ fixedMenus, clock, switches, changes, suspend, changed: () => core.changed() });
}

export function createDispatcher(core: EmulatorCore, { clock }: EmulatorOptions): Dispatcher {
  return new Dispatcher({
    handlers: () => core.handlers,
    permit: createPermissions({
      oauthScopes: core.manifest.oauthScopes,
      switches: core.switches,
      isGranted: (user, scope) => core.authorization.isGranted(user, scope),
      mayEdit: (user) => core.people.mayEdit(user),
    }),
    localize: ({ effectiveUser }, message) => localize(message, core.people.localeOf(effectiveUser)),
    hooks: core.hooks,
    clock: core.clock,
    callMs: typeof clock === 'object' ? (clock.callMs ?? 0) : 0,
    kill: (execution) => core.runner.kill(execution),
    abort: (execution, error) => core.runner.abort(execution, error),
  });
}

export function createRunner(core: EmulatorCore): Runner {
  const starts = new Rate(() => core.clock.now());
  return new Runner({
    pool: core.pool,
    dispatcher: core.dispatcher,
    clock: core.clock,
    limits: core.limits,
    timeZone: () => core.scriptZone,
    program: ({ program = core.program }) => [...core.libraries, ...program.checked()],
    refuse: (request, running) =>
      refuseViewer(core, request) ??
      refuseWithoutConsent(core, request) ??
      refuseByQuota(core, request, running, starts),
    complete: (execution) => void core.handlers['SpreadsheetApp.flush']?.(execution),
    onEnd: (execution, ending) => core.afterExecution.ended(execution, ending),
    onLog: (execution, level, text) => core.log(`[${execution.functionName}] ${level} ${text}`),
  });
}

export function createTriggerRunner(core: EmulatorCore): TriggerRunner {
  return new TriggerRunner({
    start: (request) => core.executions.start(request),
    triggers: core.triggers,
    switches: core.switches,
    limits: core.limits,
    clock: core.clock,
    mentions: (name) => core.program.declares(name),
    log: (line) => core.log(line),
  });
}

export function createCustomFunctions(core: EmulatorCore): CustomFunctionRuns {
  return new CustomFunctionRuns({
    program: () => core.program,
    owner: () => core.owner,
    start: (request) => core.executions.start(request),
    track: (work) => core.executions.track(work),
    landed: (sheetIds) => {
      for (const id of sheetIds)
        if (core.workbook.findSheet(id))
          core.workbook.changed({ origin: 'script', user: core.owner }, id, true);
    },
    compute: () => computeCustomFunctions(core),
  });
}

function computeCustomFunctions({ program, workbook }: EmulatorCore): void {
  for (const sheet of workbook.sheets)
    sheet.rows.forEach((row, down) =>
      row?.layers.formulas?.forEach((cell, across) => {
        if (cell && program.callsCustomFunction(cell.text)) workbook.content(sheet, down + 1, across + 1);
      }),
    );
}

/** A viewer does not have the script in front of them; its web app is for everybody who reaches it. */
function refuseViewer(
  { people }: EmulatorCore,
  { entry, effectiveUser }: ExecutionRequest,
): string | undefined {
  const byHand = entry === 'editor' || entry === 'menu' || entry === 'page';
  return byHand && !people.mayEdit(effectiveUser) ? VIEW_ONLY_RUN_TEXT : undefined;
}

export function createFailureMails(core: EmulatorCore): FailureMails {
  const { outbox, changes, clock } = core;
  const name = () => core.workbook.name;
  return new FailureMails({ outbox, changes, name, now: () => clock.now(), zone: () => core.scriptZone });
}

/** Whoever lends the authority must have given it; simple triggers and custom functions borrow none. */
function refuseWithoutConsent(
  { authorization, people }: EmulatorCore,
  { entry, effectiveUser }: ExecutionRequest,
): string | undefined {
  const borrows = entry !== 'simple' && entry !== 'custom';
  return borrows && authorization.isRequired(effectiveUser)
    ? localize(AUTHORIZATION_REQUIRED, people.localeOf(effectiveUser))
    : undefined;
}

/** The platform's text when a quota forbids the start; undefined when it may start. */
function refuseByQuota(
  { limits, quotas }: EmulatorCore,
  { effectiveUser, triggerId }: ExecutionRequest,
  running: readonly Execution[],
  starts: Rate,
): string | undefined {
  if (!starts.take(effectiveUser, limits.executionsPerSecond))
    return 'Script invoked too many times per second for this Google user account.';
  const own = running.filter((execution) => execution.effectiveUser === effectiveUser).length;
  if (own >= limits.simultaneousExecutions) {
    return 'There are too many scripts running simultaneously for this Google user account.';
  }
  const spent = quotas.used('triggerMs', effectiveUser) >= limits.triggerRuntimePerDayMs;
  return triggerId !== undefined && spent ? 'Service using too much computer time for one day.' : undefined;
}
