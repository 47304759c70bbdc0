/** Where copied or cut cells come from, and where they land: a block of the same size, in this tab or another. */
import { parseArea } from '../a1';
import type { SheetModel } from '../sheet';
import type { Area, SheetRef } from '../types';
import type { Workbook } from '../workbook';

export interface Paste {
  readonly ref: SheetRef;
  /** A1, in that tab. */
  readonly from: string;
  /** A1 of the first cell where it lands. */
  readonly topLeft: string;
  /** The tab where it lands; the same one unless given. */
  readonly to: SheetRef | undefined;
}

export interface Landing {
  readonly origin: SheetModel;
  readonly source: Area;
  readonly sheet: SheetModel;
  readonly area: Area;
}

export function landingOf(workbook: Workbook, { ref, from, topLeft, to = ref }: Paste): Landing {
  const [origin, sheet] = [workbook.sheet(ref), workbook.sheet(to)];
  const source = parseArea(from, origin.maxRows, origin.maxColumns);
  const { row, column } = parseArea(topLeft, sheet.maxRows, sheet.maxColumns);
  return { origin, source, sheet, area: { ...source, row, column } };
}
