/** LockService's locks: held by executions, not counted, freed when the holder ends. */
import type { Execution } from '../runtime/execution';
import type { Wait } from '../clock';

interface Claim {
  readonly execution: Execution;
  readonly settle: (granted: boolean) => void;
}

interface LockState {
  holder: Execution | null;
  readonly queue: Claim[];
}

export class Locks {
  private readonly locks = new Map<string, LockState>();

  /** `wait` makes the claimant idle for its timeout; a free lock is granted at once. */
  acquire(key: string, execution: Execution, wait: () => Wait): boolean | Promise<boolean> {
    const lock = this.state(key);
    if (lock.holder === execution) return true;
    if (lock.holder === null) {
      lock.holder = execution;
      return true;
    }
    return this.enqueue(lock, execution, wait());
  }

  holds(key: string, execution: Execution): boolean {
    return this.state(key).holder === execution;
  }

  /** Does nothing for a lock that the execution does not hold. */
  release(key: string, execution: Execution): void {
    const lock = this.state(key);
    if (lock.holder !== execution) return;
    const next = lock.queue.shift();
    lock.holder = next?.execution ?? null;
    next?.settle(true);
  }

  /** At the end of an execution, and when a dialog suspends it. */
  releaseAll(execution: Execution): void {
    for (const key of this.locks.keys()) this.release(key, execution);
  }

  private enqueue(lock: LockState, execution: Execution, wait: Wait): Promise<boolean> {
    return new Promise((resolve) => {
      const claim: Claim = {
        execution,
        settle: (granted) => {
          wait.cancel();
          resolve(granted);
        },
      };
      const withdraw = () => {
        const index = lock.queue.indexOf(claim);
        if (index < 0) return;
        lock.queue.splice(index, 1);
        claim.settle(false);
      };
      lock.queue.push(claim);
      void wait.over.then(withdraw);
      execution.onEnd(withdraw);
    });
  }

  private state(key: string): LockState {
    let lock = this.locks.get(key);
    if (!lock) this.locks.set(key, (lock = { holder: null, queue: [] }));
    return lock;
  }
}
