/** Connects an emulator's runtime parts with its state: who asks whom for what. */
import type { EmulatorCore } from './emulator';
import type { EmulatorOptions } from './options';
import { Dispatcher } from './runtime/dispatcher';
import type { Execution, ExecutionRequest } from './runtime/execution';
import { createPermissions } from './runtime/permissions';
import { Runner } from './runtime/runner';
import { FetchService } from './services/fetch/handlers';
import { TriggerRunner } from './triggers/trigger-runner';

export function createFetching(core: EmulatorCore, { tunnels = [] }: EmulatorOptions): FetchService {
  const { manifest, limits, switches, quotas } = core;
  return new FetchService({ tunnels, manifest, limits, switches, quotas, log: (line) => core.log(line) });
}

export function createDispatcher(core: EmulatorCore, { clock }: EmulatorOptions): Dispatcher {
  return new Dispatcher({
    handlers: () => core.handlers,
    permit: createPermissions({ oauthScopes: core.manifest.oauthScopes, switches: core.switches }),
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
    refuse: (request, running) => refuseByQuota(core, request, running),
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
    mentions: (name) => core.program.mentions(name),
    log: (line) => core.log(line),
  });
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
