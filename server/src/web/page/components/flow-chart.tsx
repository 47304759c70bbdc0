/** The chart itself. Its text alternative stands beside it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FlowDay } from '../api/types';
import { layOutChart, SERIES, SERIES_NAMES, type ChartDay } from '../logic/flow-chart';

/** Heights and margins, in pixels. */
const HEIGHT = 128;
const LEFT = 28;
const TOP = 8;
const FOOT = 20;
/** Half a date reaches over the last day. */
const RIGHT = 16;
/** Narrowest distance between two dates on the axis. */
const DATE_WIDTH = 64;

export function FlowChart({ days }: { days: readonly FlowDay[] }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const inner = Math.max(120, width - LEFT - RIGHT);
  const chart = layOutChart(days, inner, HEIGHT);
  const every = Math.max(1, Math.ceil((DATE_WIDTH * days.length) / inner));
  return (
    <div class="chart-box" ref={box} aria-hidden="true">
      <svg class="chart" width={inner + LEFT + RIGHT} height={HEIGHT + TOP + FOOT}>
        <g transform={`translate(${LEFT} ${TOP})`}>
          {chart.ticks.map(({ value, y }) => (
            <g key={value}>
              <line class="chart-line" x1={0} x2={inner} y1={y} y2={y} />
              <text class="chart-text" x={-8} y={y + 4} text-anchor="end">
                {value}
              </text>
            </g>
          ))}
          {chart.days.map((day, index) => (
            <Day key={day.day.date} day={day} isDated={(days.length - 1 - index) % every === 0} />
          ))}
        </g>
      </svg>
    </div>
  );
}

function Day({ day: { day, x, width, bars }, isDated }: { day: ChartDay; isDated: boolean }) {
  const figures = SERIES.map((series) => `${SERIES_NAMES[series]} ${day[series]}`).join(', ');
  return (
    <g>
      <rect class="chart-day" x={x} y={0} width={width} height={HEIGHT}>
        <title>{`${day.date}: ${figures}`}</title>
      </rect>
      {bars.map((bar) => (
        <rect
          key={bar.series}
          class={`chart-bar ${bar.series}`}
          x={bar.x}
          y={bar.y}
          width={bar.width}
          height={bar.height}
          rx={Math.min(2, bar.width / 2)}
        />
      ))}
      {isDated && (
        <text class="chart-text" x={x + width / 2} y={HEIGHT + 16} text-anchor="middle">
          {dayAndMonth(day.date)}
        </text>
      )}
    </g>
  );
}

function dayAndMonth(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}

function useWidth(box: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(600);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return width;
}
