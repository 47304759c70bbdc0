/** What a function gets when it is started by hand in a trigger's or a web app's place without arguments. */
import type { EntryKind } from '../bridge/host';
import type { WireRange } from '../bridge/protocol';
import type { ExecutionRequest } from '../runtime/execution';
import type { Workbook } from '../workbook';
import { parseArea, splitSheetName } from '../workbook/a1';
import { clockFields, installedEvent, openFields, simpleEvent, webAppFields } from './events';

type Args = Pick<ExecutionRequest, 'args' | 'event'>;

/** A trigger that nobody installed has this id. */
const BY_HAND = '0';

export function entryArgs(entry: EntryKind, functionName: string, user: string, now: number): Args {
  switch (entry) {
    case 'simple':
      return { args: [simpleEvent(openFields(), user)], event: true };
    case 'installable':
      return { args: [installedEvent(openFields(), BY_HAND, user)], event: true };
    case 'clock':
      return { args: [installedEvent(clockFields(now), BY_HAND, undefined)], event: true };
    case 'webapp':
      return { args: [webAppFields(functionName)] };
    case 'menu':
    case 'editor':
    case 'page':
    case 'custom':
      return { args: [] };
  }
}

/**
 * An event written by hand as plain data: `range` in A1 notation becomes a range, and what every such event has is added.
 * undefined: these are ordinary arguments.
 */
export function eventArgs(
  entry: EntryKind,
  args: readonly unknown[],
  user: string,
  workbook: Workbook,
): Args | undefined {
  const [first, ...others] = args;
  if ((entry !== 'simple' && entry !== 'installable') || others.length > 0 || !hasRange(first))
    return undefined;
  const { range, ...rest } = first;
  const fields = { ...openFields(), ...rest, $range: rangeOf(range, workbook) };
  const event = entry === 'simple' ? simpleEvent(fields, user) : installedEvent(fields, BY_HAND, user);
  return { args: [event], event: true };
}

function hasRange(value: unknown): value is { readonly range: string } {
  return typeof (value as { range?: unknown } | null | undefined)?.range === 'string';
}

/** Without a tab's name the first tab is meant. */
function rangeOf(notation: string, workbook: Workbook): WireRange {
  const { sheet: name, cells } = splitSheetName(notation);
  const sheet = workbook.sheet(name ?? workbook.sheets[0]?.id ?? 0);
  return { sheetId: sheet.id, ...parseArea(cells, sheet.maxRows, sheet.maxColumns) };
}
