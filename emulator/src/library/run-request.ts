/** A function that is started by name, in whatever way: who it is then, and what it is given. */
import type { EntryKind } from '../bridge/host';
import type { EmulatorCore } from '../emulator';
import type { ExecutionRequest } from '../runtime/execution';
import { activeUserOf } from '../runtime/identity';
import { entryArgs, eventArgs } from '../triggers/entry-args';

export interface RunOptions {
  /** How the function is started; default `editor`. Decides what it may do and who it is. */
  readonly entry?: EntryKind;
  /**
   * Without it, triggers and web apps get an event object of their kind, the others nothing. One object with a `range` in A1
   * notation becomes the event of a simple or installable trigger, e.g. `{ range: 'Leads!B2', value: 'x' }`.
   */
  readonly args?: readonly unknown[];
  /** Who starts it; default: the owner. */
  readonly user?: string;
}

export function runRequest(
  core: EmulatorCore,
  functionName: string,
  { entry = 'editor', args, user = core.owner }: RunOptions,
): ExecutionRequest {
  const effectiveUser = entry === 'webapp' ? core.owner : user;
  const activeUser = activeUserOf(entry, user, effectiveUser, core.switches);
  const blind = entry === 'clock' || entry === 'webapp' || entry === 'custom';
  const own = entryArgs(entry, functionName, activeUser, core.clock.now());
  return {
    functionName,
    entry,
    effectiveUser,
    activeUser,
    ...(blind ? {} : { keyboardUser: user }),
    ...(args ? (eventArgs(entry, args, activeUser, core.workbook) ?? { args }) : own),
  };
}
