/** Host side of ScriptApp: the project's triggers as the running user sees them. */
import { AUTHORIZATION_REQUIRED, type Authorization } from '../authorization/authorization';
import type { HandlerTable } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Limits } from '../options';
import type { Execution } from '../runtime/execution';
import { SHEET_SCOPES, listScopes } from '../runtime/scopes';
import { defineHandlers } from '../services/define';
import type { SeededRandom } from '../services/random';
import type { Switches } from '../switches';
import { createSchedule, type ClockSettings } from './schedule';
import type { InstalledTrigger, NewTrigger, SpreadsheetEventType, TriggerStore } from './store';

/** A trigger as it crosses to the script. */
export interface WireTrigger {
  readonly id: string;
  readonly handler: string;
  readonly eventType: string;
  readonly sourceId: string | null;
}

/** What getAuthorizationInfo tells. */
export interface WireAuthorization {
  /** Something that the script asks for is not granted. */
  readonly required: boolean;
  readonly url: string | null;
  readonly granted: readonly string[];
}

export type TriggerRequest =
  | { readonly handler: string; readonly kind: 'clock'; readonly settings: ClockSettings }
  | {
      readonly handler: string;
      readonly kind: 'spreadsheet';
      readonly eventType: SpreadsheetEventType;
      readonly sourceId: string;
    };

export interface ScriptAppDeps {
  readonly triggers: TriggerStore;
  readonly random: SeededRandom;
  readonly limits: Limits;
  readonly switches: Switches;
  readonly authorization: Authorization;
  readonly oauthScopes: readonly string[] | undefined;
  readonly scriptId: string;
  readonly spreadsheetId: () => string;
  readonly timeZone: () => string;
  readonly webAppUrl: () => string | null;
}

const TOO_MANY =
  'This script has too many triggers. Triggers must be deleted from the script before more can be added.';
const BORN_DISABLED = 'This trigger has been disabled for an unknown reason.';

export function scriptAppHandlers(deps: ScriptAppDeps): HandlerTable {
  const { triggers } = deps;
  return defineHandlers({
    // Nothing happens yet, but the permission is checked here.
    'ScriptApp.newTrigger': () => undefined,
    'TriggerBuilder.create': (execution: Execution, request: TriggerRequest) =>
      toWire(create(execution, request, deps)),
    'ScriptApp.getProjectTriggers': ({ effectiveUser }: Execution) =>
      triggers.ofUser(effectiveUser).map(toWire),
    'ScriptApp.getUserTriggers': ({ effectiveUser }: Execution) =>
      triggers
        .ofUser(effectiveUser)
        .filter(({ sourceId }) => sourceId !== null)
        .map(toWire),
    'ScriptApp.deleteTrigger': ({ effectiveUser }: Execution, id: string) => {
      const own = triggers.ofUser(effectiveUser).some((trigger) => trigger.id === id);
      if (own) triggers.remove(id);
    },
    'ScriptApp.getService': () => deps.webAppUrl(),
    'ScriptApp.getScriptId': () => deps.scriptId,
    'ScriptApp.requireScopes': ({ effectiveUser }: Execution, scopes: readonly string[] | null) =>
      requireScopes(effectiveUser, scopes, deps),
    'ScriptApp.getAuthorizationInfo': ({ effectiveUser }: Execution): WireAuthorization =>
      authorizationInfo(effectiveUser, deps),
  });
}

function create(execution: Execution, request: TriggerRequest, deps: ScriptAppDeps): InstalledTrigger {
  if (deps.triggers.ofUser(execution.effectiveUser).length >= deps.limits.triggersPerUser)
    throw new ServiceError(TOO_MANY);
  const inTrigger = execution.entry === 'installable' || execution.entry === 'clock';
  const born =
    inTrigger && deps.switches.triggersBornInTriggers === 'disabled' ? { disabledReason: BORN_DISABLED } : {};
  return deps.triggers.add({ ...describe(request, deps), creator: execution.effectiveUser, ...born });
}

function describe(request: TriggerRequest, deps: ScriptAppDeps): Omit<NewTrigger, 'creator'> {
  const { handler } = request;
  switch (request.kind) {
    case 'clock':
      return {
        handler,
        eventType: 'CLOCK',
        sourceId: null,
        schedule: createSchedule(request.settings, deps.timeZone(), deps.random.next()),
      };
    case 'spreadsheet':
      requireSpreadsheet(request.sourceId, deps);
      return { handler, eventType: request.eventType, sourceId: request.sourceId };
  }
}

/** There is one spreadsheet here; forSpreadsheet also needs a scope that reaches it. */
function requireSpreadsheet(id: string, { spreadsheetId, oauthScopes }: ScriptAppDeps): void {
  if (oauthScopes && !SHEET_SCOPES.some((scope) => oauthScopes.includes(scope))) {
    const needed = listScopes(SHEET_SCOPES);
    throw new ServiceError(
      `You do not have permission to call TriggerBuilder.forSpreadsheet. Required permissions: ${needed}`,
    );
  }
  if (id !== spreadsheetId())
    throw new ServiceError(
      `Document ${id} is missing (perhaps it was deleted, or you don't have read access?)`,
    );
}

/** `scopes` null: all that the script asks for. The platform ends the execution and asks the user; here it says so. */
function requireScopes(
  user: string,
  scopes: readonly string[] | null,
  { authorization, oauthScopes }: ScriptAppDeps,
): void {
  const isMissing = (scope: string) =>
    (oauthScopes !== undefined && !oauthScopes.includes(scope)) || !authorization.isGranted(user, scope);
  if ((scopes ?? authorization.scopes()).some(isMissing)) throw new ServiceError(AUTHORIZATION_REQUIRED);
}

function authorizationInfo(user: string, { authorization, scriptId }: ScriptAppDeps): WireAuthorization {
  const required = !authorization.isComplete(user);
  const url = `https://script.google.com/macros/d/${scriptId}/authorize`;
  const granted = authorization.scopes().filter((scope) => authorization.isGranted(user, scope));
  return { required, url: required ? url : null, granted };
}

function toWire({ id, handler, eventType, sourceId }: InstalledTrigger): WireTrigger {
  return { id, handler, eventType, sourceId };
}
