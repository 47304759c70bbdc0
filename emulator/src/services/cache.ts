/** CacheService's three caches: expiry, the item cap with its early evictions, and misses that a test injects. */
import type { HandlerTable } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Limits } from '../options';
import type { Execution } from '../runtime/execution';
import { defineHandlers } from './define';

export type CacheScope = 'script' | 'user' | 'document';

interface Entry {
  readonly value: string;
  readonly expires: number;
}
type Store = Map<string, Entry>;
type CacheSnapshot = [string, [string, Entry][]][];

/** A full cache drops its oldest tenth at once. */
const EVICTED_SHARE = 0.1;
const LONGEST_S = 21_600;

export class Caches {
  private stores = new Map<string, Store>();

  constructor(private readonly now: () => number) {}

  get(storeKey: string, key: string): string | null {
    const entry = this.store(storeKey).get(key);
    return entry && entry.expires > this.now() ? entry.value : null;
  }

  put(storeKey: string, key: string, value: string, seconds: number, cap: number): void {
    const store = this.store(storeKey);
    store.delete(key);
    if (store.size >= cap) evictOldest(store, Math.max(1, Math.floor(cap * EVICTED_SHARE)));
    // The documentation caps the time at six hours; a longer one is not kept longer.
    store.set(key, { value, expires: this.now() + Math.min(seconds, LONGEST_S) * 1000 });
  }

  remove(storeKey: string, key: string): void {
    this.store(storeKey).delete(key);
  }

  /** Expiry is only a suggestion: a test may drop entries early, all or those it names. */
  evict(matches: (key: string) => boolean = () => true): void {
    for (const store of this.stores.values()) {
      for (const key of [...store.keys()]) if (matches(key)) store.delete(key);
    }
  }

  toSnapshot(): CacheSnapshot {
    return [...this.stores].map(([key, store]) => [key, [...store]]);
  }

  restore(snapshot: CacheSnapshot): void {
    this.stores = new Map(snapshot.map(([key, entries]) => [key, new Map(entries)]));
  }

  private store(key: string): Store {
    let store = this.stores.get(key);
    if (!store) this.stores.set(key, (store = new Map<string, Entry>()));
    return store;
  }
}

export function cacheHandlers(caches: Caches, limits: Limits): HandlerTable {
  const read = (execution: Execution, scope: CacheScope, key: string) =>
    caches.get(storeKey(scope, execution), checkedKey(key, limits));
  const write = (
    execution: Execution,
    scope: CacheScope,
    values: Record<string, string>,
    seconds: number,
  ) => {
    for (const [key, value] of Object.entries(values)) {
      checkedKey(key, limits);
      if (Buffer.byteLength(value) > limits.cacheValue) throw new ServiceError('Argument too large: value');
    }
    for (const [key, value] of Object.entries(values)) {
      caches.put(storeKey(scope, execution), key, value, seconds, limits.cacheItems);
    }
  };
  const drop = (execution: Execution, scope: CacheScope, keys: readonly string[]) => {
    for (const key of keys) caches.remove(storeKey(scope, execution), checkedKey(key, limits));
  };
  return defineHandlers({
    'Cache.get': read,
    'Cache.getAll': (execution, scope: CacheScope, keys: readonly string[]) =>
      found(keys.map((key) => [key, read(execution, scope, key)])),
    'Cache.put': (execution, scope: CacheScope, key: string, value: string, seconds: number) =>
      write(execution, scope, { [key]: value }, seconds),
    'Cache.putAll': write,
    'Cache.remove': (execution, scope: CacheScope, key: string) => drop(execution, scope, [key]),
    'Cache.removeAll': drop,
  });
}

function checkedKey(key: string, limits: Limits): string {
  if (key === '') throw new ServiceError('Invalid argument: key');
  if (key.length > limits.cacheKeyLength) throw new ServiceError('Argument too large: key');
  return key;
}

function storeKey(scope: CacheScope, execution: Execution): string {
  return scope === 'user' ? `user:${execution.effectiveUser}` : scope;
}

function evictOldest(store: Store, count: number): void {
  for (const key of [...store.keys()].slice(0, count)) store.delete(key);
}

/** Keys that are not in the cache are left out of getAll's answer. */
function found(entries: readonly (readonly [string, string | null])[]): Record<string, string | null> {
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}
