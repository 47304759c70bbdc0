/** Which OAuth scopes a service method needs: any one of the alternatives listed. */

const PREFIX = 'https://www.googleapis.com/auth/';
const scope = (...names: string[]): readonly string[] => names.map((name) => PREFIX + name);

export const SHEET_SCOPES = scope('spreadsheets.currentonly', 'spreadsheets');
const ALL_SHEETS = scope('spreadsheets');
const FETCH = scope('script.external_request');
const TRIGGERS = scope('script.scriptapp');
const CONTAINER_UI = scope('script.container.ui');
const EMAIL = scope('userinfo.email');
const SEND_MAIL = scope('script.send_mail');
const NONE: readonly string[] = [];

/** Methods that differ from their class. */
const BY_METHOD: Readonly<Record<string, readonly string[]>> = {
  'UrlFetchApp.getRequest': FETCH,
  'ScriptApp.newTrigger': TRIGGERS,
  'ScriptApp.getProjectTriggers': TRIGGERS,
  'ScriptApp.getUserTriggers': TRIGGERS,
  'ScriptApp.deleteTrigger': TRIGGERS,
  'TriggerBuilder.create': TRIGGERS,
  'Session.getActiveUser': EMAIL,
  'Session.getEffectiveUser': EMAIL,
  'SpreadsheetApp.openById': ALL_SHEETS,
  'SpreadsheetApp.openByUrl': ALL_SHEETS,
  'SpreadsheetApp.open': ALL_SHEETS,
  'SpreadsheetApp.create': ALL_SHEETS,
  'SpreadsheetApp.getUi': NONE,
  'Ui.alert': CONTAINER_UI,
  'Ui.prompt': CONTAINER_UI,
  'Ui.showSidebar': CONTAINER_UI,
  'Ui.showModalDialog': CONTAINER_UI,
  'Ui.showModelessDialog': CONTAINER_UI,
  'Ui.showDialog': CONTAINER_UI,
  'Browser.msgBox': CONTAINER_UI,
  'Browser.inputBox': CONTAINER_UI,
};

const BY_CLASS: Readonly<Record<string, readonly string[]>> = {
  UrlFetchApp: FETCH,
  MailApp: SEND_MAIL,
  Ui: NONE, Menu: NONE, Properties: NONE, PropertiesService: NONE, Cache: NONE, CacheService: NONE, Lock: NONE,
  LockService: NONE, ScriptApp: NONE, StateTokenBuilder: NONE, Session: NONE, Utilities: NONE, HtmlService: NONE, ContentService: NONE, Logger: NONE, Browser: NONE,
}; // prettier-ignore

/** Everything else that a script can hold is a part of the spreadsheet. */
export function scopesFor(method: string): readonly string[] {
  return BY_METHOD[method] ?? BY_CLASS[method.slice(0, method.indexOf('.'))] ?? SHEET_SCOPES;
}

/** As the platform lists them: one scope plain, alternatives in parentheses. */
export function listScopes(scopes: readonly string[]): string {
  return scopes.length === 1 ? String(scopes[0]) : `(${scopes.join(' || ')})`;
}
