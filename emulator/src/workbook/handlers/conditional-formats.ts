/** Host side of a sheet's conditional format rules. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import { normaliseColor } from '../colors';
import type { ConditionalFormat } from '../conditional-format';
import type { SheetModel } from '../sheet';
import { internStyle, type Style } from '../style';
import type { Access } from './access';
import { conditionFromWire, conditionToWire, type WireCondition } from './wire-condition';

interface WireFormatRule {
  readonly ranges: readonly WireRange[];
  readonly condition: WireCondition;
  readonly format: {
    readonly background: string | null;
    readonly fontColor: string | null;
    readonly bold: boolean | null;
    readonly italic: boolean | null;
    readonly strikethrough: boolean | null;
    readonly underline: boolean | null;
  };
}

/** A false flag takes the cell's own look away: bold text is shown normal. */
function styleOf({
  background,
  fontColor,
  bold,
  italic,
  strikethrough,
  underline,
}: WireFormatRule['format']): Style {
  const lines = [underline && 'underline', strikethrough && 'line-through'].filter(Boolean).join(' ');
  const decided = underline !== null || strikethrough !== null;
  return (
    internStyle({
      background: background === null ? undefined : (normaliseColor(background) as string),
      fontColor: fontColor === null ? undefined : (normaliseColor(fontColor) as string),
      fontWeight: bold === null ? undefined : bold ? 'bold' : 'normal',
      fontStyle: italic === null ? undefined : italic ? 'italic' : 'normal',
      fontLine: decided ? lines || 'none' : undefined,
    }) ?? {}
  );
}

function formatOf(style: Style): WireFormatRule['format'] {
  const line = (name: string): boolean | null =>
    style.fontLine === undefined ? null : style.fontLine.includes(name);
  return {
    background: style.background ?? null,
    fontColor: style.fontColor ?? null,
    bold: style.fontWeight === undefined ? null : style.fontWeight === 'bold',
    italic: style.fontStyle === undefined ? null : style.fontStyle === 'italic',
    strikethrough: line('line-through'),
    underline: line('underline'),
  };
}

export function conditionalFormatHandlers(access: Access): HandlerTable {
  const { workbook } = access;
  const fromWire = (sheet: SheetModel, { ranges, condition, format }: WireFormatRule): ConditionalFormat => {
    if (ranges.some(({ sheetId }) => sheetId !== sheet.id)) {
      throw new ServiceError('Conditional format rule cannot reference a different sheet.');
    }
    return {
      ranges: ranges.map(({ row, column, rows, columns }) => ({ row, column, rows, columns })),
      condition: conditionFromWire(condition, workbook.timeZone),
      style: styleOf(format),
    };
  };
  const set = (execution: ExecutionInfo, id: number, rules: readonly WireFormatRule[]): void => {
    const sheet = access.sheet(id);
    sheet.conditionalFormats = rules.map((rule) => fromWire(sheet, rule));
    access.changed(execution, sheet, false);
  };
  return {
    'Sheet.getConditionalFormatRules': (_execution: ExecutionInfo, id: number): WireFormatRule[] =>
      access.sheet(id).conditionalFormats.map(({ ranges, condition, style }) => ({
        ranges: ranges.map((area) => ({ sheetId: id, ...area })),
        condition: conditionToWire(condition, workbook.timeZone),
        format: formatOf(style),
      })),
    'Sheet.setConditionalFormatRules': set,
    'Sheet.clearConditionalFormatRules': (execution: ExecutionInfo, id: number) => set(execution, id, []),
  };
}
