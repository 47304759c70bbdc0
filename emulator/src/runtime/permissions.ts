/** Refuses what an execution may not do: by the manifest's scopes, by its authorisation mode, by where it runs. */
import type { EntryKind } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import { NO_ACCESS_TEXT } from '../people';
import type { Switches } from '../switches';
import { classify } from './call-classes';
import { requireAllowedInCustom } from './custom-function-permissions';
import type { Execution } from './execution';
import { refuse } from './refuse';
import { scopesFor, SHEET_SCOPES } from './scopes';

/** Nobody sits before a spreadsheet here. */
const WITHOUT_UI: ReadonlySet<EntryKind> = new Set(['clock', 'webapp', 'custom']);
const DIALOG = /^(Ui\.(alert|prompt|show\w+)|Browser\.)/;

export interface PermissionRules {
  /** undefined: scopes are detected by themselves, all are granted. */
  readonly oauthScopes: readonly string[] | undefined;
  readonly switches: Switches;
  /** What the user whose authority it is has allowed. */
  readonly isGranted: (user: string, scope: string) => boolean;
  /** Whether the spreadsheet takes this user's changes. */
  readonly mayEdit: (user: string) => boolean;
}

export type Permit = (
  execution: Pick<Execution, 'entry' | 'authMode' | 'effectiveUser'>,
  method: string,
) => void;

export function createPermissions({ oauthScopes, switches, isGranted, mayEdit }: PermissionRules): Permit {
  const listed = oauthScopes && new Set(oauthScopes);
  return (execution, method) => {
    if (method === 'SpreadsheetApp.getUi' || method.startsWith('Browser.'))
      requireUi(execution.entry, method, switches);
    if (execution.authMode === 'LIMITED') requireAllowedInSimple(method, switches);
    if (execution.authMode === 'CUSTOM_FUNCTION') requireAllowedInCustom(method);
    const scopes = scopesFor(method);
    if (scopes.length === 0) return;
    // What needs nobody's consent runs in simple triggers and custom functions without it.
    const allowed = (scope: string) =>
      execution.authMode !== 'FULL' || isGranted(execution.effectiveUser, scope);
    const granted = scopes.some((scope) => (listed?.has(scope) ?? true) && allowed(scope));
    if (!granted) refuse(method, scopes);
    if (classify(method) === 'sheet write' && !mayEdit(execution.effectiveUser))
      throw new ServiceError(NO_ACCESS_TEXT);
  };
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
