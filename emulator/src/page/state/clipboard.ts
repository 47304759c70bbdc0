/** Copy, cut and paste: within the sheet with formulas and formats, to and from other programs as text. */
import { signal } from '@preact/signals';
import { areaName, lastColumn, lastRow, type Area } from '../logic/area';
import { fromTsv, tile, toTsv } from '../logic/tsv';
import { actAndSelect, here } from './actions';
import { activeSheet, layout, shownColumns } from './active-sheet';
import { cellsOf, inputOf, shownCellsOf, type ShownRow } from './cells';
import { announce, tell } from './messages';
import { selectArea, selectedArea } from './selection';

interface Copied {
  readonly sheet: number;
  readonly area: Area;
  readonly cut: boolean;
  /** As it lies in the clipboard: while that is so, pasting means these cells. */
  readonly text: string;
}

export const copied = signal<Copied | null>(null);

/** @param data of the clipboard event; null when the person used a menu */
export function copySelection(data: DataTransfer | null, cut: boolean): void {
  const area = usedPart(selectedArea.peek());
  const sheet = here();
  const known = shownCellsOf(sheet, area);
  if (known && data) put(known, data);
  else void cellsOf(sheet, area).then((rows) => navigator.clipboard.writeText(put(rows, null)), failed);

  function put(rows: readonly ShownRow[], target: DataTransfer | null): string {
    const text = toTsv(shownTexts(rows, area));
    target?.setData('text/plain', text);
    copied.value = { sheet, area, cut, text: normal(text) };
    announce(`${cut ? 'Cut' : 'Copied'} ${areaName(area)}`);
    return text;
  }
}

const failed = (): void => tell('The cells could not be read. Try again.');
const normal = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\n$/, '');

/** Whole columns and rows reach only as far as something stands. */
function usedPart(area: Area): Area {
  const { usedRows = 1, usedColumns = 1, rows = 1, columns = 1 } = activeSheet.peek() ?? {};
  const high = area.rows === rows ? Math.max(1, usedRows) : area.rows;
  const wide = area.columns === columns ? Math.max(1, usedColumns) : area.columns;
  return { ...area, rows: Math.min(area.rows, high), columns: Math.min(area.columns, wide) };
}

/** Rows and columns that do not show are not copied out. */
function shownTexts(rows: readonly ShownRow[], area: Area): string[][] {
  const [shownRows, shownLetters] = [new Set(layout.peek().rows), new Set(shownColumns.peek())];
  return rows
    .filter((_, index) => shownRows.has(area.row + index))
    .map((cells) =>
      cells.filter((_, index) => shownLetters.has(area.column + index)).map((cell) => cell?.text ?? ''),
    );
}

/** @param plain only the values, without formulas and formats */
export async function pasteText(text: string, plain = false): Promise<void> {
  const source = copied.peek();
  const target = selectedArea.peek();
  if (source && !plain && source.text === normal(text)) {
    await pasteOwn(source, target);
    return;
  }
  copied.value = null;
  const block = fromTsv(text);
  const rows = tile(block, target.rows, target.columns);
  await pasteRows(rows, target);
}

async function pasteRows(rows: readonly (readonly string[])[], target: Area): Promise<void> {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  await actAndSelect({ do: 'paste', sheet: here(), cell: corner(target), rows }, () =>
    selectArea(grown(target, rows.length, columns)),
  );
}

async function pasteOwn(source: Copied, target: Area): Promise<void> {
  const from = areaName(source.area);
  const repeats = target.rows > source.area.rows || target.columns > source.area.columns;
  if (!source.cut && repeats) {
    await pasteRepeated(source, target);
    return;
  }
  await actAndSelect(
    { do: source.cut ? 'cut' : 'copy', sheet: source.sheet, from, cell: corner(target), to: here() },
    () => selectArea(grown(target, source.area.rows, source.area.columns)),
  );
  if (source.cut) copied.value = null;
}

/** One block over a larger selection: what stands in it, again and again. */
async function pasteRepeated({ sheet, area }: Copied, target: Area): Promise<void> {
  const rows = await cellsOf(sheet, area);
  await pasteRows(
    tile(
      rows.map((cells) => cells.map(inputOf)),
      target.rows,
      target.columns,
    ),
    target,
  );
}

const corner = ({ row, column }: Area): string => areaName({ row, column, rows: 1, columns: 1 });

/** What was pasted is selected afterwards, as far as the grid reaches. */
function grown(target: Area, rows: number, columns: number): Area {
  const sheet = activeSheet.peek();
  const area = { ...target, rows: Math.max(rows, 1), columns: Math.max(columns, 1) };
  const high = Math.min(lastRow(area), sheet?.rows ?? lastRow(area)) - area.row + 1;
  const wide = Math.min(lastColumn(area), sheet?.columns ?? lastColumn(area)) - area.column + 1;
  return { ...area, rows: high, columns: wide };
}
