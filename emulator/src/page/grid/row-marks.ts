/** What of selections and outlines falls on one row: plain values, so that rows that are not touched are not drawn again. */
import { lastColumn, lastRow, type Area } from '../logic/area';

export interface RowMarks {
  /** First and last column of the selection in this row; 0 when there is none. */
  readonly selectedFrom: number;
  readonly selectedTo: number;
  /** First and last column of a dashed outline (copied cells, a fill under way), and whether its edges are here. */
  readonly dashedFrom: number;
  readonly dashedTo: number;
  readonly dashedTop: boolean;
  readonly dashedBottom: boolean;
  readonly selectedTop: boolean;
  readonly selectedBottom: boolean;
  /** Columns of other selected blocks in this row: `,2,5,`. */
  readonly alsoSelected: string;
}

export function marksOf(row: number, selected: Area, dashed: Area | null, others: readonly Area[]): RowMarks {
  const isSelected = row >= selected.row && row <= lastRow(selected);
  const isDashed = dashed !== null && row >= dashed.row && row <= lastRow(dashed);
  return {
    selectedFrom: isSelected ? selected.column : 0,
    selectedTo: isSelected ? lastColumn(selected) : 0,
    alsoSelected: columnsOf(row, others),
    selectedTop: isSelected && row === selected.row,
    selectedBottom: isSelected && row === lastRow(selected),
    dashedFrom: isDashed ? dashed.column : 0,
    dashedTo: isDashed ? lastColumn(dashed) : 0,
    dashedTop: isDashed && row === dashed.row,
    dashedBottom: isDashed && row === lastRow(dashed),
  };
}

function columnsOf(row: number, areas: readonly Area[]): string {
  const here = areas.filter((area) => row >= area.row && row <= lastRow(area));
  if (!here.length) return '';
  const columns = here.flatMap((area) =>
    Array.from({ length: area.columns }, (_, across) => area.column + across),
  );
  return `,${columns.join()},`;
}

/** The classes that a cell gets from them. */
export function markClasses(marks: RowMarks, column: number): string {
  let names = '';
  if (column >= marks.selectedFrom && column <= marks.selectedTo && marks.selectedTo > 0) {
    names += ' selected';
    if (marks.selectedTop) names += ' edge-top';
    if (marks.selectedBottom) names += ' edge-bottom';
    if (column === marks.selectedFrom) names += ' edge-left';
    if (column === marks.selectedTo) names += ' edge-right';
  }
  if (isAlsoSelected(marks, column)) names += names === '' ? ' selected' : '';
  if (column >= marks.dashedFrom && column <= marks.dashedTo && marks.dashedTo > 0) {
    names += ' dashed';
    if (marks.dashedTop) names += ' dash-top';
    if (marks.dashedBottom) names += ' dash-bottom';
    if (column === marks.dashedFrom) names += ' dash-left';
    if (column === marks.dashedTo) names += ' dash-right';
  }
  return names;
}

export const isAlsoSelected = ({ alsoSelected }: RowMarks, column: number): boolean =>
  alsoSelected.includes(`,${column},`);
