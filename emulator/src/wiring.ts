/** Connects an emulator's runtime parts with its state: who asks whom for what. */
import { Authorization, AUTHORIZATION_REQUIRED } from './authorization/authorization';
import { detectScopes } from './authorization/detect-scopes';
import type { EmulatorCore } from './emulator';
import type { EmulatorOptions } from './options';
import { Dispatcher, type ServiceCallHook } from './runtime/dispatcher';
import type { Execution, ExecutionRequest } from './runtime/execution';
import { createPermissions } from './runtime/permissions';
import { Runner } from './runtime/runner';
import { FetchService } from './services/fetch/handlers';
import { UiService } from './services/ui';
import { networkFaultOf, spreadsheetFaultOf } from './settings';
import { TriggerRunner } from './triggers/trigger-runner';

export function createFetching(core: EmulatorCore, { tunnels = [] }: EmulatorOptions): FetchService {
  const { manifest, limits, switches, quotas } = core;
  const log = (line: string): void => core.log(line);
  const fetching = new FetchService({ tunnels, manifest, limits, switches, quotas, log });
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
    scopes: () => core.manifest.oauthScopes ?? detectScopes(core.program.scripts),
    changed: (user) => {
      core.changed();
      core.changes.tell({ type: 'authorization', user });
    },
  });
}

export function createUi(core: EmulatorCore): UiService {
  const { clock, switches, changes, locks } = core;
  const suspend = (execution: Execution): void => locks.releaseAll(execution);
  return new UiService({ clock, switches, changes, suspend, changed: () => core.changed() });
}

export function createDispatcher(core: EmulatorCore, { clock }: EmulatorOptions): Dispatcher {
  return new Dispatcher({
    handlers: () => core.handlers,
    permit: createPermissions({
      oauthScopes: core.manifest.oauthScopes,
      switches: core.switches,
      isGranted: (user, scope) => core.authorization.isGranted(user, scope),
    }),
    hooks: core.hooks,
    clock: core.clock,
    callMs: typeof clock === 'object' ? (clock.callMs ?? 0) : 0,
    kill: (execution) => core.runner.kill(execution),
    abort: (execution, error) => core.runner.abort(execution, error),
  });
}

export function createRunner(core: EmulatorCore): Runner {
  return new Runner({
    pool: core.pool,
    dispatcher: core.dispatcher,
    clock: core.clock,
    limits: core.limits,
    timeZone: () => core.scriptZone,
    program: () => core.program.checked(),
    refuse: (request, running) =>
      refuseWithoutConsent(core, request) ?? refuseByQuota(core, request, running),
    complete: (execution) => void core.handlers['SpreadsheetApp.flush']?.(execution),
    onEnd: (execution, ending) => core.ended(execution, ending),
    onLog: (execution, level, text) => core.log(`[${execution.functionName}] ${level} ${text}`),
  });
}

export function createTriggerRunner(core: EmulatorCore): TriggerRunner {
  return new TriggerRunner({
    start: (request) => core.start(request),
    triggers: core.triggers,
    switches: core.switches,
    limits: core.limits,
    now: () => core.clock.now(),
    mentions: (name) => core.program.declares(name),
    log: (line) => core.log(line),
  });
}

/** Whoever lends the authority must have given it; simple triggers borrow none. */
function refuseWithoutConsent(
  { authorization }: EmulatorCore,
  { entry, effectiveUser }: ExecutionRequest,
): string | undefined {
  return entry !== 'simple' && authorization.isRequired(effectiveUser) ? AUTHORIZATION_REQUIRED : undefined;
}

/** The platform's text when a quota forbids the start; undefined when it may start. */
function refuseByQuota(
  { limits, quotas }: EmulatorCore,
  { effectiveUser, triggerId }: ExecutionRequest,
  running: readonly Execution[],
): string | undefined {
  const own = running.filter((execution) => execution.effectiveUser === effectiveUser).length;
  if (own >= limits.simultaneousExecutions) {
    return 'There are too many scripts running simultaneously for this Google user account.';
  }
  const spent = quotas.used('triggerMs', effectiveUser) >= limits.triggerRuntimePerDayMs;
  return triggerId !== undefined && spent ? 'Service using too much computer time for one day.' : undefined;
}
