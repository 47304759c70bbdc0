/** Session and its users. */
import type { HostCall } from '../../bridge/protocol';
import { Facade } from '../facade';

export interface UserFacade extends GoogleAppsScript.Base.User {}
export class UserFacade extends Facade {
  readonly #email: string;

  constructor(email: string) {
    super('User', 'Session');
    this.#email = email;
  }

  /** '' when the platform does not say who it is. */
  getEmail(): string {
    return this.#email;
  }
  getUserLoginId(): string {
    return this.#email;
  }
  /** What stands before the @. */
  getUsername(): string {
    return this.#email.replace(/@.*$/, '');
  }
}

export interface SessionFacade extends GoogleAppsScript.Base.Session {}
export class SessionFacade extends Facade {
  readonly #host: HostCall;

  constructor(host: HostCall) {
    super('Session');
    this.#host = host;
  }

  getActiveUser(): UserFacade {
    return new UserFacade(this.#host('Session.getActiveUser', []) as string);
  }
  getEffectiveUser(): UserFacade {
    return new UserFacade(this.#host('Session.getEffectiveUser', []) as string);
  }
  getUser(): UserFacade {
    return this.getEffectiveUser();
  }
  getScriptTimeZone(): string {
    return this.#host('Session.getScriptTimeZone', []) as string;
  }
  getTimeZone(): string {
    return this.getScriptTimeZone();
  }
  getActiveUserLocale(): string {
    return this.#host('Session.getActiveUserLocale', []) as string;
  }
  getTemporaryActiveUserKey(): string {
    return this.#host('Session.getTemporaryActiveUserKey', []) as string;
  }
}
