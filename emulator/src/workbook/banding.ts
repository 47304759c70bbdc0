/** Banding: rows or columns of a range in alternating colours, with a header and a footer. */
import { areaContains } from './protection';
import type { SheetModel } from './sheet';
import type { Area } from './types';

export const BAND_PARTS = ['header', 'first', 'second', 'footer'] as const;
export type BandPart = (typeof BAND_PARTS)[number];

export interface Banding {
  readonly id: number;
  readonly area: Area;
  readonly axis: 'row' | 'column';
  /** null: there is no such part. */
  readonly colors: Readonly<Record<BandPart, string | null>>;
}

/** Header, second band and footer of each theme; the first band is white. */
export const BANDING_THEMES = {
  LIGHT_GREY: ['#bdbdbd', '#f3f3f3', '#dedede'],
  CYAN: ['#4dd0e1', '#e0f7fa', '#a2e8f1'],
  GREEN: ['#63d297', '#e7f9ef', '#afe9ca'],
  YELLOW: ['#f7cb4d', '#fef8e3', '#fce8b2'],
  ORANGE: ['#f46524', '#ffe6dd', '#ffccbc'],
  BLUE: ['#5b95f9', '#e8f0fe', '#acc9fe'],
  TEAL: ['#26a69a', '#ddf2f0', '#8cd3cd'],
  GREY: ['#78909c', '#ebeff1', '#bbc8ce'],
  BROWN: ['#cca677', '#f8f2eb', '#e6d3ba'],
  LIGHT_GREEN: ['#8bc34a', '#eef7e3', '#c4e2a0'],
  INDIGO: ['#8989eb', '#e8e7fc', '#c4c3f7'],
  PINK: ['#e91d63', '#fddce8', '#f68ab0'],
} as const;
export type BandingTheme = keyof typeof BANDING_THEMES;

export function themeColors(theme: BandingTheme, header: boolean, footer: boolean): Banding['colors'] {
  const [headerColor, second, footerColor] = BANDING_THEMES[theme];
  return {
    header: header ? headerColor : null,
    first: '#ffffff',
    second,
    footer: footer ? footerColor : null,
  };
}

/** The colour that a cell without a background of its own shows. */
export function bandColor(sheet: SheetModel, row: number, column: number): string | undefined {
  const cell = { row, column, rows: 1, columns: 1 };
  for (const banding of sheet.bandings) {
    if (areaContains(banding.area, cell)) return colorIn(banding, cell) ?? undefined;
  }
  return undefined;
}

function colorIn({ area, axis, colors }: Banding, cell: Area): string | null {
  const [index, length] =
    axis === 'row' ? [cell.row - area.row, area.rows] : [cell.column - area.column, area.columns];
  if (index === 0 && colors.header !== null) return colors.header;
  if (index === length - 1 && colors.footer !== null) return colors.footer;
  return (index - Number(colors.header !== null)) % 2 ? colors.second : colors.first;
}
