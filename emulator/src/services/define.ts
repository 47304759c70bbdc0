/** Lets handlers of this folder see the whole execution, which is what the runner always gives them. */
import type { HandlerTable } from '../bridge/host';
import type { Execution } from '../runtime/execution';

export type ServiceTable = Readonly<Record<string, (execution: Execution, ...args: never[]) => unknown>>;

export function defineHandlers(table: ServiceTable): HandlerTable {
  return table as unknown as HandlerTable;
}
