/** The three property stores: strings only, shared by all users or kept per user, with the platform's size limits. */
import type { HandlerTable } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Limits } from '../options';
import type { Execution } from '../runtime/execution';
import { defineHandlers } from './define';
import type { Quotas } from './quotas';

export type StoreScope = 'script' | 'user' | 'document';
export type PropertyStore = Map<string, string>;
export type PropertiesSnapshot = Record<string, Record<string, string>>;

const STORE_FULL =
  'You have exceeded the property storage quota. Please remove some properties and try again.';

export class PropertyStores {
  private stores = new Map<string, PropertyStore>();

  constructor(private readonly changed: () => void = () => undefined) {}

  /** Live contents; `user` only matters for the user scope. */
  store(scope: StoreScope, user: string): PropertyStore {
    const key = scope === 'user' ? `user:${user}` : scope;
    let store = this.stores.get(key);
    if (!store) this.stores.set(key, (store = new Map<string, string>()));
    return store;
  }

  touch(): void {
    this.changed();
  }

  toSnapshot(): PropertiesSnapshot {
    return Object.fromEntries([...this.stores].map(([key, store]) => [key, Object.fromEntries(store)]));
  }

  restore(snapshot: PropertiesSnapshot): void {
    this.stores = new Map(
      Object.entries(snapshot).map(([key, store]) => [key, new Map(Object.entries(store))]),
    );
  }
}

export interface PropertyDeps {
  readonly stores: PropertyStores;
  readonly limits: Limits;
  readonly quotas: Quotas;
}

export function propertyHandlers(deps: PropertyDeps): HandlerTable {
  const { stores, limits, quotas } = deps;
  const open = (execution: Execution, scope: StoreScope): PropertyStore => {
    quotas.spend('properties', execution.effectiveUser, 1, limits.propertyCallsPerDay);
    return stores.store(scope, execution.effectiveUser);
  };
  const write = (execution: Execution, scope: StoreScope, change: (store: PropertyStore) => void): void => {
    change(open(execution, scope));
    stores.touch();
  };
  const set = (
    execution: Execution,
    scope: StoreScope,
    changes: Record<string, string>,
    deleteOthers: boolean,
  ) =>
    write(execution, scope, (store) => {
      const next = new Map([...(deleteOthers ? [] : store), ...Object.entries(changes)]);
      requireRoom(next, Object.entries(changes), limits);
      store.clear();
      for (const [key, value] of next) store.set(key, value);
    });
  return defineHandlers({
    'Properties.getProperty': (execution, scope: StoreScope, key: string) =>
      open(execution, scope).get(key) ?? null,
    'Properties.getProperties': (execution, scope: StoreScope) => Object.fromEntries(open(execution, scope)),
    'Properties.getKeys': (execution, scope: StoreScope) => [...open(execution, scope).keys()],
    'Properties.setProperty': (execution, scope: StoreScope, key: string, value: string) =>
      set(execution, scope, { [key]: value }, false),
    'Properties.setProperties': set,
    'Properties.deleteProperty': (execution, scope: StoreScope, key: string) =>
      write(execution, scope, (store) => store.delete(key)),
    'Properties.deleteAllProperties': (execution, scope: StoreScope) =>
      write(execution, scope, (store) => store.clear()),
  });
}

function requireRoom(store: PropertyStore, changes: readonly [string, string][], limits: Limits): void {
  for (const [, value] of changes) {
    if (Buffer.byteLength(value) > limits.propertyValue) throw new ServiceError('Argument too large: value');
  }
  let total = 0;
  for (const [key, value] of store) total += Buffer.byteLength(key) + Buffer.byteLength(value);
  if (total > limits.propertyStore) throw new ServiceError(STORE_FULL);
}
