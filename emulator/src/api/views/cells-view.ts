/** A window of a tab's cells, no larger than one answer may be. */
import { ServiceError } from '../../bridge/protocol';
import type { Emulator } from '../../index';
import type { Area } from '../../workbook';
import { areaName, parseArea } from '../../workbook/a1';
import type { SheetModel } from '../../workbook/sheet';
import { shownArea, viewCells } from '../../workbook/view';
import { ApiError } from '../api-error';
import type { CellsView } from '../types';

const MOST_CELLS = 200_000;

/** @param range A1; undefined: all that is used */
export function cellsView({ workbook }: Emulator, sheet: SheetModel, range: string | undefined): CellsView {
  const area = range === undefined ? shownArea(workbook, sheet) : parsedArea(sheet, range);
  const count = area.rows * area.columns;
  if (count > MOST_CELLS)
    throw new ApiError(
      'too_large',
      `range: at most ${MOST_CELLS} cells at once, ${areaName(area)} has ${count}. Read it in parts.`,
    );
  return viewCells(workbook, sheet, area);
}

function parsedArea(sheet: SheetModel, range: string): Area {
  try {
    return parseArea(range, sheet.maxRows, sheet.maxColumns);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ApiError(
      'bad_request',
      `range: ${error.message.replace(/\.$/, '')}. Give A1 notation inside the grid, e.g. A1:F200.`,
    );
  }
}
