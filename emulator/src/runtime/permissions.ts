/** Refuses what an execution may not do: by the manifest's scopes, by its authorisation mode, by where it runs. */
import type { EntryKind } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Switches } from '../switches';
import type { Execution } from './execution';
import { listScopes, scopesFor, SHEET_SCOPES } from './scopes';

/** Nobody sits before a spreadsheet here. */
const WITHOUT_UI: ReadonlySet<EntryKind> = new Set(['clock', 'webapp']);
const DIALOG = /^(Ui\.(alert|prompt|show\w+)|Browser\.)/;

export interface PermissionRules {
  /** undefined: scopes are detected by themselves, all are granted. */
  readonly oauthScopes: readonly string[] | undefined;
  readonly switches: Switches;
  /** What the user whose authority it is has allowed. */
  readonly isGranted: (user: string, scope: string) => boolean;
}

export type Permit = (
  execution: Pick<Execution, 'entry' | 'authMode' | 'effectiveUser'>,
  method: string,
) => void;

export function createPermissions({ oauthScopes, switches, isGranted }: PermissionRules): Permit {
  const listed = oauthScopes && new Set(oauthScopes);
  return (execution, method) => {
    if (method === 'SpreadsheetApp.getUi' || method.startsWith('Browser.'))
      requireUi(execution.entry, method, switches);
    if (execution.authMode === 'LIMITED') requireAllowedInSimple(method, switches);
    const scopes = scopesFor(method);
    if (scopes.length === 0) return;
    // What needs nobody's consent runs in simple triggers without it.
    const allowed = (scope: string) =>
      execution.authMode === 'LIMITED' || isGranted(execution.effectiveUser, scope);
    const granted = scopes.some((scope) => (listed?.has(scope) ?? true) && allowed(scope));
    if (!granted) refuse(method, scopes);
  };
}

export function refuse(method: string, scopes: readonly string[]): never {
  throw new ServiceError(
    `You do not have permission to call ${method}. Required permissions: ${listScopes(scopes)}`,
  );
}

function requireUi(entry: EntryKind, method: string, switches: Switches): void {
  const none = WITHOUT_UI.has(entry) || (entry === 'editor' && switches.uiInEditorRuns === 'refused');
  if (none) throw new ServiceError(`Cannot call ${method}() from this context.`);
}

/** A simple trigger reaches the bound file and nothing that needs a person's consent. */
function requireAllowedInSimple(method: string, switches: Switches): void {
  if (method === 'Session.getActiveUser') return; // answers with an empty address instead
  if (
    DIALOG.test(method) &&
    switches.alertInSimpleTrigger === 'allowed' &&
    /alert|prompt|Browser/.test(method)
  )
    return;
  if (method.startsWith('Lock') && switches.lockInSimpleTrigger === 'refused') {
    throw new ServiceError(`You do not have permission to call ${method}.`);
  }
  const scopes = scopesFor(method);
  if (scopes.length > 0 && scopes !== SHEET_SCOPES) refuse(method, scopes);
}
