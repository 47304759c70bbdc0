/** The same services without a worker: for unit tests that call code directly. What has to wait is refused, or given by the test. */
import type { EntryKind, HandlerTable } from './bridge/host';
import { LOG_METHOD } from './bridge/messages';
import { ServiceError, type HostCall } from './bridge/protocol';
import { decodeWire, encodeWire } from './bridge/wire';
import { createGlobals, type ScriptGlobals } from './context/globals';
import { EmulatorCore } from './emulator';
import type { EmulatorOptions } from './options';
import { Execution } from './runtime/execution';
import { activeUserOf } from './runtime/identity';
import type { LogLevel } from './runtime/report';
import { defineHandlers } from './services/define';
import { fetchRules } from './services/fetch/handlers';
import { prepareRequest } from './services/fetch/prepare';
import { requireSuccess } from './services/fetch/success';
import type { FaultRequest, WireFetch, WireResponse } from './services/fetch/types';
import type { Workbook } from './workbook';

/** What a test's server answers. */
export interface DirectAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface DirectOptions extends Omit<EmulatorOptions, 'files' | 'dataDir'> {
  /** As whom and how the code is running; default: the owner chose a menu item. */
  readonly entry?: EntryKind;
  readonly user?: string;
  /** Answers every fetch; without it fetches are refused. */
  readonly fetch?: (request: FaultRequest) => DirectAnswer;
}

export interface DirectServices {
  /** SpreadsheetApp, PropertiesService and so on, as a script finds them. */
  readonly globals: ScriptGlobals;
  readonly workbook: Workbook;
  /** Calls and logs so far. */
  readonly execution: Execution;
}

/** One long execution in this very thread. Arguments and results cross as text all the same: nothing is shared by accident. */
export function createDirectServices(options: DirectOptions = {}): DirectServices {
  const clock = options.clock ?? { start: new Date(0) };
  const core = new EmulatorCore(
    { ...options, clock, files: [] },
    { overrides: (core) => withoutWaiting(core, options) },
  );
  const execution = new Execution(0, requestFor(core, options), core.clock.now());
  const host: HostCall = (method, args) => {
    const wireArgs = decodeWire(encodeWire(args)) as unknown[];
    if (method === LOG_METHOD)
      return execution.log(wireArgs[0] as LogLevel, String(wireArgs[1]), core.clock.now());
    return (decodeWire(encodeWire([call(core, execution, method, wireArgs)])) as unknown[])[0];
  };
  return { globals: createGlobals(host), workbook: core.workbook, execution };
}

function requestFor(core: EmulatorCore, { entry = 'menu', user = core.owner }: DirectOptions) {
  const activeUser = activeUserOf(entry, user, user, core.switches);
  return { functionName: 'direct', entry, effectiveUser: user, activeUser, keyboardUser: user, args: [] };
}

function call(core: EmulatorCore, execution: Execution, method: string, args: readonly unknown[]): unknown {
  const reply = core.dispatcher.call(execution, method, args);
  if (reply instanceof Promise) {
    throw new Error(`${method} has to wait, which only an execution in a worker can: use createEmulator`);
  }
  if (!reply?.error) return reply?.value;
  throw reply.error.name === 'Exception'
    ? new ServiceError(reply.error.message)
    : new Error(reply.error.message);
}

/** Sleeping moves the virtual clock; a fetch is answered by the test. */
function withoutWaiting(core: EmulatorCore, { fetch }: DirectOptions): HandlerTable {
  const rules = fetchRules(core);
  const answer = (execution: Execution, wire: WireFetch): WireResponse => {
    if (!fetch) throw new Error('UrlFetchApp has no server to ask: give createDirectServices({ fetch })');
    const request = prepareRequest(wire, rules);
    const { url, method, headers, body } = request;
    execution.fetches += 1;
    const {
      status,
      headers: answered = {},
      body: text = '',
    } = fetch({ url: url.href, method, headers, body: body?.toString() ?? '' });
    return requireSuccess(request, { code: status, headers: Object.entries(answered), text });
  };
  return defineHandlers({
    'Utilities.sleep': (_execution, ms: number) => core.clock.tick(ms),
    'UrlFetchApp.fetch': answer,
    'UrlFetchApp.fetchAll': (execution, requests: readonly WireFetch[]) =>
      requests.map((wire) => answer(execution, wire)),
  });
}
