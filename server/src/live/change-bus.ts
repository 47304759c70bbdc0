/** Tells whoever listens in this process that a workspace has changed; what changed is read from the feed. */
import { EventEmitter } from 'node:events';

export interface ChangeBus {
  /** After a commit of this process. Other processes hear of it from the database. */
  announce(workspace: string): void;
  /** @returns stops listening. A listener may be told of a change that it knows already, and of several at once. */
  subscribe(workspace: string, listener: () => void): () => void;
  close(): Promise<void>;
}

/** For one process. */
export class LocalChangeBus implements ChangeBus {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  announce(workspace: string): void {
    this.#emitter.emit(workspace);
  }

  /** When changes may have been missed, or nobody knows whose they were. */
  announceAll(): void {
    for (const workspace of this.#emitter.eventNames()) this.#emitter.emit(workspace);
  }

  get hasListeners(): boolean {
    return this.#emitter.eventNames().length > 0;
  }

  subscribe(workspace: string, listener: () => void): () => void {
    this.#emitter.on(workspace, listener);
    return () => this.#emitter.off(workspace, listener);
  }

  close(): Promise<void> {
    this.#emitter.removeAllListeners();
    return Promise.resolve();
  }
}
