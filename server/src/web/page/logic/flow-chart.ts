/** The geometry of the flow chart: a group of three bars a day over a scale of round numbers. */
import type { FlowDay } from '../api/types';

export const SERIES = ['created', 'moved', 'done'] as const;
export type Series = (typeof SERIES)[number];

export const SERIES_NAMES: Readonly<Record<Series, string>> = {
  created: 'Created',
  moved: 'Moved',
  done: 'Done',
};

export interface Bar {
  readonly series: Series;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ChartDay {
  readonly day: FlowDay;
  readonly x: number;
  readonly width: number;
  readonly bars: readonly Bar[];
}

export interface Chart {
  /** The highest value of the scale. */
  readonly top: number;
  /** Values of the scale, from 0 up, with their heights. */
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly days: readonly ChartDay[];
}

export function layOutChart(days: readonly FlowDay[], width: number, height: number): Chart {
  const top = roundUp(Math.max(1, ...days.flatMap((day) => SERIES.map((series) => day[series]))));
  const size = (value: number) => (value / top) * height;
  const step = width / Math.max(1, days.length);
  return {
    top,
    ticks: [0, top / 2, top].filter(Number.isInteger).map((value) => ({ value, y: height - size(value) })),
    days: days.map((day, index) => ({
      day,
      x: index * step,
      width: step,
      bars: barsOf(day, index * step, step).map((bar) => ({
        ...bar,
        y: height - size(day[bar.series]),
        height: size(day[bar.series]),
      })),
    })),
  };
}

/** Places the three bars of a day beside each other, with a gap to the next day. */
function barsOf(day: FlowDay, left: number, step: number): Bar[] {
  const width = (step * 0.72) / SERIES.length;
  return SERIES.map((series, index) => ({
    series,
    x: left + step * 0.14 + index * width,
    y: 0,
    width: Math.max(1, width - 1),
    height: day[series],
  }));
}

/** The next of 1, 2, 4, 6, 8, 10, 12, 16, 20, 40 …: a scale whose half is a round number too. */
function roundUp(value: number): number {
  const power = value < 10 ? 1 : 10 ** (Math.floor(Math.log10(value)) - 1);
  const factor =
    [1, 2, 4, 6, 8, 10, 12, 16, 20, 30, 40, 60, 80, 100].find((candidate) => value <= candidate * power) ??
    100;
  return factor * power;
}

/** The chart in one sentence. */
export function chartInWords(days: readonly FlowDay[]): string {
  const sum = (series: Series) => days.reduce((total, day) => total + day[series], 0);
  return `In the last ${days.length} days: ${sum('created')} created, ${sum('moved')} moved, ${sum('done')} done.`;
}
