/** Host side of LockService. */
import type { HandlerTable } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Wait } from '../clock';
import type { Execution } from '../runtime/execution';
import { defineHandlers } from './define';
import type { Locks } from './locks';

export type LockScope = 'script' | 'user' | 'document';

export interface LockDeps {
  readonly locks: Locks;
  /** Makes the execution idle for so long, or until its time limit. */
  readonly idle: (execution: Execution, ms: number) => Wait;
}

const HELD_TOO_LONG = 'Lock timeout: another process was holding the lock for too long.';

export function lockHandlers({ locks, idle }: LockDeps): HandlerTable {
  const acquire = (execution: Execution, scope: LockScope, ms: number) =>
    ms < 0 ? false : locks.acquire(lockKey(scope, execution), execution, () => idle(execution, ms));
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
