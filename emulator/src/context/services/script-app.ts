/** ScriptApp inside the script: trigger builders with the platform's checks, authorisation, the web app's address. */
import type { HostCall } from '../../bridge/protocol';
import type { WireAuthorization, WireTrigger } from '../../triggers/script-app';
import type { EnumValue } from '../facade';
import { Facade, enumOf } from '../facade';
import { requireSignature, text, type Accepts } from '../signature';
import { StateTokenBuilderFacade } from './state-token';
import { TriggerBuilderFacade } from './trigger-builders';

const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;
const AuthMode = enumOf('ScriptApp.AuthMode', ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL'] as const);
const AuthorizationStatus = enumOf('ScriptApp.AuthorizationStatus', ['REQUIRED', 'NOT_REQUIRED'] as const);
const EventType = enumOf('ScriptApp.EventType', [
  'CLOCK',
  'ON_OPEN',
  'ON_EDIT',
  'ON_FORM_SUBMIT',
  'ON_CHANGE',
  'ON_EVENT_UPDATED',
] as const);
const TriggerSource = enumOf('ScriptApp.TriggerSource', [
  'SPREADSHEETS',
  'CLOCK',
  'FORMS',
  'DOCUMENTS',
  'CALENDAR',
] as const);
const InstallationSource = enumOf('ScriptApp.InstallationSource', [
  'APPS_MARKETPLACE_DOMAIN_ADD_ON',
  'NONE',
  'WEB_STORE_ADD_ON',
] as const);
const WeekDay = enumOf('ScriptApp.WeekDay', WEEKDAYS);

type Enums = GoogleAppsScript.Script.ScriptApp;
const isTrigger: Accepts = (value) => value instanceof TriggerFacade;

/** The enum value of a mode's name, for event objects. */
export function authModeValue(name: keyof typeof AuthMode): EnumValue {
  return AuthMode[name];
}

export interface TriggerFacade extends GoogleAppsScript.Script.Trigger {}
export class TriggerFacade extends Facade {
  readonly #trigger: WireTrigger;

  constructor(trigger: WireTrigger) {
    super('Trigger', 'ScriptApp');
    this.#trigger = trigger;
  }

  getUniqueId(): string {
    return this.#trigger.id;
  }
  getHandlerFunction(): string {
    return this.#trigger.handler;
  }
  getEventType(): GoogleAppsScript.Script.EventType {
    return EventType[
      this.#trigger.eventType as keyof typeof EventType
    ] as unknown as GoogleAppsScript.Script.EventType;
  }
  getTriggerSource(): GoogleAppsScript.Script.TriggerSource {
    const source = this.#trigger.eventType === 'CLOCK' ? TriggerSource.CLOCK : TriggerSource.SPREADSHEETS;
    return source as unknown as GoogleAppsScript.Script.TriggerSource;
  }
  /** null for clock triggers, which the published type leaves out. */
  getTriggerSourceId(): string {
    return this.#trigger.sourceId as string;
  }
}

class AuthorizationInfoFacade extends Facade {
  readonly #info: WireAuthorization;
  constructor(info: WireAuthorization) {
    super('AuthorizationInfo', 'ScriptApp');
    this.#info = info;
  }
  getAuthorizationStatus(): EnumValue {
    return this.#info.required ? AuthorizationStatus.REQUIRED : AuthorizationStatus.NOT_REQUIRED;
  }
  getAuthorizationUrl(): string | null {
    return this.#info.url;
  }
  /** Newer than the published types. */
  getAuthorizedScopes(): string[] {
    return [...this.#info.granted];
  }
}

class ServiceFacade extends Facade {
  readonly #url: string | null;
  constructor(url: string | null) {
    super('Service', 'ScriptApp');
    this.#url = url;
  }
  getUrl(): string | null {
    return this.#url;
  }
  isEnabled(): boolean {
    return this.#url !== null;
  }
}

export interface ScriptAppFacade extends Enums {}
export class ScriptAppFacade extends Facade {
  readonly AuthMode = AuthMode as unknown as Enums['AuthMode'];
  readonly AuthorizationStatus = AuthorizationStatus as unknown as Enums['AuthorizationStatus'];
  readonly EventType = EventType as unknown as Enums['EventType'];
  readonly TriggerSource = TriggerSource as unknown as Enums['TriggerSource'];
  readonly InstallationSource = InstallationSource as unknown as Enums['InstallationSource'];
  readonly WeekDay = WeekDay as unknown as Enums['WeekDay'];
  readonly #host: HostCall;

  constructor(host: HostCall) {
    super('ScriptApp');
    this.#host = host;
  }

  newTrigger(...args: [functionName: string]): TriggerBuilderFacade {
    requireSignature('ScriptApp.newTrigger', args, [text]);
    this.#host('ScriptApp.newTrigger', args);
    return new TriggerBuilderFacade(this.#host, String(args[0]));
  }

  getProjectTriggers(): TriggerFacade[] {
    return (this.#host('ScriptApp.getProjectTriggers', []) as WireTrigger[]).map(
      (trigger) => new TriggerFacade(trigger),
    );
  }

  getUserTriggers(_file: unknown): TriggerFacade[] {
    return (this.#host('ScriptApp.getUserTriggers', []) as WireTrigger[]).map(
      (trigger) => new TriggerFacade(trigger),
    );
  }

  deleteTrigger(...args: [trigger: GoogleAppsScript.Script.Trigger]): void {
    requireSignature('ScriptApp.deleteTrigger', args, [isTrigger]);
    this.#host('ScriptApp.deleteTrigger', [args[0].getUniqueId()]);
  }

  getService(): GoogleAppsScript.Script.Service {
    const service = new ServiceFacade(this.#host('ScriptApp.getService', []) as string | null);
    return service as unknown as GoogleAppsScript.Script.Service;
  }

  getScriptId(): string {
    return this.#host('ScriptApp.getScriptId', []) as string;
  }

  getAuthorizationInfo(_authMode: unknown): GoogleAppsScript.Script.AuthorizationInfo {
    const info = this.#host('ScriptApp.getAuthorizationInfo', []) as WireAuthorization;
    return new AuthorizationInfoFacade(info) as unknown as GoogleAppsScript.Script.AuthorizationInfo;
  }

  /** On the platform this ends the execution and asks the user; here it fails with the platform's text. */
  requireAllScopes(_authMode: unknown): void {
    this.#host('ScriptApp.requireScopes', [null]);
  }

  requireScopes(_authMode: unknown, oAuthScopes: string[]): void {
    this.#host('ScriptApp.requireScopes', [oAuthScopes.map(String)]);
  }

  getOAuthToken(): string {
    return this.#host('ScriptApp.getOAuthToken', []) as string;
  }

  /** null without the scope `openid`, which the published type leaves out. */
  getIdentityToken(): string {
    return this.#host('ScriptApp.getIdentityToken', []) as string;
  }

  invalidateAuth(): void {
    this.#host('ScriptApp.invalidateAuth', []);
  }

  newStateToken(): StateTokenBuilderFacade {
    return new StateTokenBuilderFacade(this.#host);
  }

  getInstallationSource(): GoogleAppsScript.Script.InstallationSource {
    return InstallationSource.NONE as unknown as GoogleAppsScript.Script.InstallationSource;
  }
}
