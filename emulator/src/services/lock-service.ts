/** Host side of LockService. */
import type { HandlerTable } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Wait } from '../clock';
import type { Limits } from '../options';
import type { Execution } from '../runtime/execution';
import { defineHandlers } from './define';
import { Rate } from './rate';
import type { Locks } from './locks';

export type LockScope = 'script' | 'user' | 'document';

export interface LockDeps {
  readonly locks: Locks;
  readonly limits: Limits;
  readonly now: () => number;
  /** Makes the execution idle for so long, or until its time limit. */
  readonly idle: (execution: Execution, ms: number) => Wait;
}

const TOO_MANY_OPERATIONS = 'There are too many LockService operations against the same script.';
const HELD_TOO_LONG = 'Lock timeout: another process was holding the lock for too long.';

export function lockHandlers({ locks, idle, limits, now }: LockDeps): HandlerTable {
  const rate = new Rate(now);
  const acquire = (execution: Execution, scope: LockScope, ms: number) => {
    if (!rate.take('script', limits.lockOperationsPerSecond)) throw new ServiceError(TOO_MANY_OPERATIONS);
    return ms < 0 ? false : locks.acquire(lockKey(scope, execution), execution, () => idle(execution, ms));
  };
  return defineHandlers({
    'Lock.tryLock': acquire,
    'Lock.waitLock': (execution: Execution, scope: LockScope, ms: number) => {
      const granted = acquire(execution, scope, ms);
      return granted instanceof Promise ? granted.then(requireLock) : requireLock(granted);
    },
    'Lock.hasLock': (execution: Execution, scope: LockScope) =>
      locks.holds(lockKey(scope, execution), execution),
    'Lock.releaseLock': (execution: Execution, scope: LockScope) =>
      locks.release(lockKey(scope, execution), execution),
  });
}

function requireLock(granted: boolean): void {
  if (!granted) throw new ServiceError(HELD_TOO_LONG);
}

/** The script lock is everybody's, the user lock one user's; one emulator has one document. */
function lockKey(scope: LockScope, execution: Execution): string {
  return scope === 'user' ? `user:${execution.effectiveUser}` : scope;
}
