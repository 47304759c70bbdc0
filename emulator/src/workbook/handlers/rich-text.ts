/** Host side of Range for rich text: texts with links and parts that look different. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import { isCovered } from '../merges';
import type { TextLook, TextRun } from '../rich-text';
import type { SheetModel } from '../sheet';
import { lookOfCell, runsToKeep } from '../text-look';
import { MAX_CELL_TEXT } from '../values';
import { writeCells } from '../write';
import type { Access } from './access';
import { checkShape, mapCells } from './range-values';

/** A text as it crosses to scripts: the look of the cell, and where the text differs from it. */
export interface WireRichText {
  readonly text: string;
  readonly look: TextLook;
  readonly runs: readonly TextRun[];
}

/** null where something stands that is no text. */
function read(access: Access, sheet: SheetModel, row: number, column: number): WireRichText | null {
  const content = access.workbook.content(sheet, row, column) ?? '';
  if (typeof content !== 'string') return null;
  const look = lookOfCell(sheet.get('styles', row, column));
  return { text: content, look, runs: sheet.get('richTexts', row, column) ?? [] };
}

function write(
  access: Access,
  execution: ExecutionInfo,
  range: WireRange,
  textAt: (row: number, column: number) => WireRichText | undefined,
): void {
  const { workbook } = access;
  const sheet = access.range(range);
  access.write(execution, sheet, () => {
    const input = (row: number, column: number) => {
      const text = textAt(row, column)?.text ?? '';
      if (text.length > MAX_CELL_TEXT)
        throw new ServiceError(
          'Your input contains more than the maximum of 50000 characters in a single cell.',
        );
      return { kind: 'value', value: text || undefined } as const;
    };
    writeCells(workbook, sheet, range, input, access.author(execution));
    sheet.eachCell(range, (row, column) => {
      const runs = textAt(row - range.row, column - range.column)?.runs ?? [];
      const hidden = workbook.switches.writesUnderMerge === 'ignored' && isCovered(sheet, row, column);
      if (!hidden) sheet.set('richTexts', row, column, runsToKeep(runs, sheet.get('styles', row, column)));
    });
  });
}

export function richTextHandlers(access: Access): HandlerTable {
  return {
    'Range.getRichTextValue': (execution: ExecutionInfo, range: WireRange) => {
      access.beforeRead(execution);
      return read(access, access.range(range), range.row, range.column);
    },
    'Range.getRichTextValues': (execution: ExecutionInfo, range: WireRange) => {
      access.beforeRead(execution);
      const sheet = access.range(range);
      return mapCells(range, (row, column) => read(access, sheet, row, column));
    },
    'Range.setRichTextValue': (execution: ExecutionInfo, range: WireRange, value: WireRichText) =>
      write(access, execution, range, () => value),
    'Range.setRichTextValues': (
      execution: ExecutionInfo,
      range: WireRange,
      rows: readonly (readonly WireRichText[])[],
    ) => {
      checkShape(range, rows);
      write(access, execution, range, (row, column) => rows[row]?.[column]);
    },
  };
}
