/** What the host side of every service sees of the execution that calls it, and the shape of a handler. */

/** How a function was started; decides what it may do (authorisation modes). */
export const ENTRY_KINDS = [
  'simple',
  'installable',
  'menu',
  'clock',
  'webapp',
  'editor',
  'page',
  'custom',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export type AuthMode = 'NONE' | 'CUSTOM_FUNCTION' | 'LIMITED' | 'FULL';

/** The running execution, as handlers need it. */
export interface ExecutionInfo {
  readonly id: number;
  readonly entry: EntryKind;
  readonly authMode: AuthMode;
  /** Whose authority the code runs with: the trigger's creator, or who clicked. */
  readonly effectiveUser: string;
  /** Who is at the keyboard; '' when the platform does not say. */
  readonly activeUser: string;
}

/**
 * The host side of one service method. May be asynchronous (a fetch, a lock, a dialog): the script waits all the same.
 * Throws ServiceError for what the platform refuses.
 */
export type Handler = (execution: ExecutionInfo, ...args: never[]) => unknown;

/** Host handlers by the method names that HostCall uses. */
export type HandlerTable = Readonly<Record<string, Handler>>;
