/** The messages between the emulator and the worker that runs one execution. */
import type { EntryKind } from './host';

/** What a worker gets when it is made; it then waits for a StartMessage. */
export interface WorkerSetup {
  /** The bundled text of `context/entry.ts`; its completion value is the boot function. */
  readonly contextText: string;
  /** A node:worker_threads MessagePort; this file is bundled for the context too, which has no such type. */
  readonly port: unknown;
  /** One Int32 that turns 1 when an answer waits on the port. */
  readonly signal: SharedArrayBuffer;
}

export interface SourceFile {
  readonly name: string;
  readonly source: string;
}

/** Sent to a waiting worker: which program to load, and what to call. */
export interface StartMessage {
  readonly files: readonly SourceFile[];
  readonly functionName: string;
  /** Wire text of ContextConfig. */
  readonly config: string;
  /** Wire text of the arguments. */
  readonly args: string;
}

/** What services inside the context need to know of their execution without asking. */
export interface ContextConfig {
  readonly entry: EntryKind;
  /** IANA name; local time inside the context, whatever this machine's zone is. */
  readonly timeZone: string;
  /** The emulator's clock when it is virtual; null when real time runs. */
  readonly now: number | null;
  /** Milliseconds by which the emulator's clock is ahead of the machine's. */
  readonly shift: number;
  /** True when `args` is one event object in wire form (see context/event-object.ts). */
  readonly event: boolean;
}

/** From the worker, over its port. Only a call waits for an answer. */
export type WorkerMessage =
  | { readonly kind: 'call'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'done'; readonly text: string };

/** Wire form of a call's answer. `now` moves the context's clock when it is virtual, `shift` when it is not. */
export interface CallReply {
  readonly value?: unknown;
  readonly error?: { readonly name: string; readonly message: string };
  readonly now?: number;
  readonly shift?: number;
}

/** Wire form of how an execution ended inside its context. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown; readonly json: string }
  | { readonly kind: 'threw'; readonly error: ScriptError }
  | { readonly kind: 'missing' };

export interface ScriptError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** Methods of the emulator itself: they neither count as service calls nor meet hooks or permissions. */
export const INTERNAL_PREFIX = '$';
/** Sent without waiting: a line of `console` or `Logger`. */
export const LOG_METHOD = '$log';
