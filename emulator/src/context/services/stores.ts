/** PropertiesService, CacheService and LockService: three scopes each, everything else is asked of the host. */
import { asText } from '../../bridge/as-text';
import type { HostCall } from '../../bridge/protocol';
import { Facade } from '../facade';
import { integer, plainObject, requireSignature } from '../signature';

type Scope = 'script' | 'user' | 'document';

/** Values and keys become text as `String` makes it. */
const strings = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
const cacheKey = (key: unknown): string => (key === null || key === undefined ? '' : asText(key));

export interface PropertiesFacade extends GoogleAppsScript.Properties.Properties {}
export class PropertiesFacade extends Facade {
  readonly #call: (method: string, ...args: unknown[]) => unknown;

  constructor(host: HostCall, scope: Scope) {
    super('Properties', 'PropertiesService');
    this.#call = (method, ...args) => host(`Properties.${method}`, [scope, ...args]);
  }

  getProperty(key: string): string | null {
    return this.#call('getProperty', String(key)) as string | null;
  }

  getProperties(): Record<string, string> {
    return this.#call('getProperties') as Record<string, string>;
  }

  getKeys(): string[] {
    return this.#call('getKeys') as string[];
  }

  setProperty(key: string, value: string): this {
    this.#call('setProperty', String(key), String(value));
    return this;
  }

  setProperties(properties: Record<string, string>, deleteAllOthers = false): this {
    requireSignature('PropertiesService.Properties.setProperties', [properties], [plainObject]);
    this.#call('setProperties', strings(properties), deleteAllOthers);
    return this;
  }

  deleteProperty(key: string): this {
    this.#call('deleteProperty', String(key));
    return this;
  }

  deleteAllProperties(): this {
    this.#call('deleteAllProperties');
    return this;
  }
}

export interface CacheFacade extends GoogleAppsScript.Cache.Cache {}
export class CacheFacade extends Facade {
  readonly #call: (method: string, ...args: unknown[]) => unknown;

  constructor(host: HostCall, scope: Scope) {
    super('Cache', 'CacheService');
    this.#call = (method, ...args) => host(`Cache.${method}`, [scope, ...args]);
  }

  get(key: string): string | null {
    return this.#call('get', cacheKey(key)) as string | null;
  }

  getAll(keys: string[]): Record<string, string> {
    return this.#call('getAll', keys.map(cacheKey)) as Record<string, string>;
  }

  put(key: string, value: string, expirationInSeconds = DEFAULT_SECONDS): void {
    requireSignature('CacheService.Cache.put', [expirationInSeconds], [integer]);
    this.#call('put', cacheKey(key), String(value), expirationInSeconds);
  }

  putAll(values: Record<string, unknown>, expirationInSeconds = DEFAULT_SECONDS): void {
    requireSignature('CacheService.Cache.putAll', [values, expirationInSeconds], [plainObject, integer]);
    this.#call('putAll', strings(values), expirationInSeconds);
  }

  remove(key: string): void {
    this.#call('remove', cacheKey(key));
  }

  removeAll(keys: string[]): void {
    this.#call('removeAll', keys.map(cacheKey));
  }
}

const DEFAULT_SECONDS = 600;

export interface LockFacade extends GoogleAppsScript.Lock.Lock {}
export class LockFacade extends Facade {
  readonly #call: (method: string, ...args: unknown[]) => unknown;

  constructor(host: HostCall, scope: Scope) {
    super('Lock', 'LockService');
    this.#call = (method, ...args) => host(`Lock.${method}`, [scope, ...args]);
  }

  tryLock(timeoutInMillis: number): boolean {
    requireSignature('LockService.Lock.tryLock', [timeoutInMillis], [integer]);
    return this.#call('tryLock', timeoutInMillis) as boolean;
  }

  waitLock(timeoutInMillis: number): void {
    requireSignature('LockService.Lock.waitLock', [timeoutInMillis], [integer]);
    this.#call('waitLock', timeoutInMillis);
  }

  hasLock(): boolean {
    return this.#call('hasLock') as boolean;
  }

  releaseLock(): void {
    this.#call('releaseLock');
  }
}

export class PropertiesServiceFacade extends Facade {
  readonly #host: HostCall;
  constructor(host: HostCall) {
    super('PropertiesService');
    this.#host = host;
  }
  getScriptProperties(): PropertiesFacade {
    return new PropertiesFacade(this.#host, 'script');
  }
  getUserProperties(): PropertiesFacade {
    return new PropertiesFacade(this.#host, 'user');
  }
  /** null where no document is open; whether one is in a web app, a switch says. */
  getDocumentProperties(): PropertiesFacade {
    const open = this.#host('$document.properties', []) as boolean;
    return (open ? new PropertiesFacade(this.#host, 'document') : null) as PropertiesFacade;
  }
}

export class CacheServiceFacade extends Facade {
  readonly #host: HostCall;
  constructor(host: HostCall) {
    super('CacheService');
    this.#host = host;
  }
  getScriptCache(): CacheFacade {
    return new CacheFacade(this.#host, 'script');
  }
  getUserCache(): CacheFacade {
    return new CacheFacade(this.#host, 'user');
  }
  /** null where no document is open. */
  getDocumentCache(): CacheFacade {
    const open = this.#host('$document.open', []) as boolean;
    return (open ? new CacheFacade(this.#host, 'document') : null) as CacheFacade;
  }
}

export class LockServiceFacade extends Facade {
  readonly #host: HostCall;
  constructor(host: HostCall) {
    super('LockService');
    this.#host = host;
  }
  getScriptLock(): LockFacade {
    return new LockFacade(this.#host, 'script');
  }
  /** Its name of old. */
  getPublicLock(): LockFacade {
    return this.getScriptLock();
  }
  getUserLock(): LockFacade {
    return new LockFacade(this.#host, 'user');
  }
  /** null where no document is open: the host knows, a web app has none. */
  getDocumentLock(): LockFacade {
    const open = this.#host('$document.open', []) as boolean;
    return (open ? new LockFacade(this.#host, 'document') : null) as LockFacade;
  }
}
