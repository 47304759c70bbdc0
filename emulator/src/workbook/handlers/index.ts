/** The host side of the spreadsheet services: one table of handlers by method name. */
import type { ExecutionInfo, Handler, HandlerTable } from '../../bridge/host';
import type { WireRange } from '../../bridge/protocol';
import type { Workbook } from '../workbook';
import { Access, type SpreadsheetDeps } from './access';
import { conditionalFormatHandlers } from './conditional-formats';
import { filterHandlers } from './filter';
import { metadataHandlers } from './metadata';
import { protectionHandlers } from './protection';
import { rangeActionHandlers } from './range-actions';
import { rangeLookHandlers } from './range-looks';
import { rangePlaceHandlers } from './range-places';
import { rangePropertyHandlers } from './range-properties';
import { rangeValueHandlers } from './range-values';
import { removeDuplicatesHandlers } from './remove-duplicates';
import { richTextHandlers } from './rich-text';
import { sheetHandlers } from './sheet';
import { sheetLineHandlers } from './sheet-lines';
import { appHandlers, spreadsheetHandlers as spreadsheetTable } from './spreadsheet';
import { textFinderHandlers } from './text-finder';

export type { SpreadsheetDeps } from './access';

/** RangeList has the range's writing methods: each is done for every range, in one call. */
function rangeListHandlers(ranges: HandlerTable): HandlerTable {
  const entries = Object.entries(ranges).filter(([name]) =>
    /^Range\.(?:set|clear|insertCheck|removeCheck|trim|check|uncheck|breakApart)/.test(name),
  );
  return Object.fromEntries(
    entries.map(([name, handler]): [string, Handler] => [
      name.replace('Range.', 'RangeList.'),
      (execution: ExecutionInfo, wires: readonly WireRange[], ...args: unknown[]) => {
        for (const wire of wires) (handler as (...all: unknown[]) => unknown)(execution, wire, ...args);
      },
    ]),
  );
}

/** `Ui.*`, `Menu.*` and `Spreadsheet.toast` are not in the table: they belong to whoever shows the spreadsheet. */
export function spreadsheetHandlers(workbook: Workbook, deps: SpreadsheetDeps = {}): HandlerTable {
  const access = new Access(workbook, deps);
  const ranges = {
    ...rangeValueHandlers(access),
    ...rangePropertyHandlers(access),
    ...rangeActionHandlers(access),
    ...rangeLookHandlers(access),
    ...richTextHandlers(access),
    ...rangePlaceHandlers(access),
  };
  return {
    ...appHandlers(access),
    ...spreadsheetTable(access),
    ...sheetHandlers(access),
    ...sheetLineHandlers(access),
    ...ranges,
    ...rangeListHandlers(ranges),
    'RangeList.activate': (execution: ExecutionInfo, wires: readonly WireRange[]) => {
      const last = wires.at(-1);
      if (!last) return;
      for (const wire of wires) access.range(wire);
      access.activate(execution, access.range(last), last, wires);
    },
    ...removeDuplicatesHandlers(access),
    ...protectionHandlers(access),
    ...conditionalFormatHandlers(access),
    ...filterHandlers(access),
    ...metadataHandlers(access),
    ...textFinderHandlers(access),
  };
}
