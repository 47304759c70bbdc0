/** The part of the grid that is in sight: what is drawn, and how a cell is scrolled into sight. */
import { computed, signal } from '@preact/signals';
import {
  columnsBetween,
  HEAD_HEIGHT,
  heightBetween,
  indexOf,
  NUMBERS_WIDTH,
  rowIndexAt,
} from '../logic/grid-layout';
import type { Cell } from '../logic/area';
import { layout, shownColumns } from '../state/active-sheet';

/** The element that scrolls. */
export const viewport: { current: HTMLDivElement | null } = { current: null };

const scroll = signal({ top: 0, left: 0 });
const size = signal({ width: 1000, height: 600 });

/** Rows drawn beyond either edge, so that scrolling finds them; the window moves by steps of as many. */
const SPARE_ROWS = 12;
const SPARE_PIXELS = 300;

const rowNear = (place: number): number => rowIndexAt(layout.value, place);

export const firstDrawnRow = computed(() => {
  const index = rowNear(scroll.value.top) - SPARE_ROWS;
  return Math.max(layout.value.frozenRows, index - (index % SPARE_ROWS));
});
/** The index after the last one. */
export const endOfDrawnRows = computed(() => {
  const index = rowNear(scroll.value.top + size.value.height);
  return Math.min(layout.value.rows.length, (Math.floor(index / SPARE_ROWS) + 2) * SPARE_ROWS);
});

const drawnColumns = computed<string>(() => {
  const { left } = scroll.value;
  return columnsBetween(layout.value, left - SPARE_PIXELS, left + size.value.width + SPARE_PIXELS).join();
});
/** First and last index among the columns that show. */
export const columnWindow = computed(() => drawnColumns.value.split(',').map(Number) as [number, number]);

/** Rows that fit, for Page Up and Page Down. */
export function rowsOfPage(): number {
  const places = layout.peek();
  const frozen = heightBetween(places, 0, places.frozenRows);
  const first = rowIndexAt(places, scroll.peek().top + frozen);
  const bottom = scroll.peek().top + size.peek().height - HEAD_HEIGHT;
  return Math.max(1, rowIndexAt(places, bottom) - first - 1);
}

/** Heard as long as the grid is there. */
export function watchViewport(element: HTMLDivElement): () => void {
  viewport.current = element;
  const read = (): void => {
    scroll.value = { top: element.scrollTop, left: element.scrollLeft };
  };
  const observer = new ResizeObserver(() => {
    size.value = { width: element.clientWidth, height: element.clientHeight };
  });
  observer.observe(element);
  element.addEventListener('scroll', read, { passive: true });
  return () => {
    observer.disconnect();
    element.removeEventListener('scroll', read);
    viewport.current = null;
  };
}

/** Scrolls as little as is needed. */
export function reveal({ row, column }: Cell): void {
  const element = viewport.current;
  if (!element) return;
  const places = layout.peek();
  const { rows, frozenRows, columns, frozenColumns, frozenWidth } = places;
  const index = indexOf(rows, row);
  if (index >= frozenRows) {
    const bottom = heightBetween(places, 0, index + 1) - (element.clientHeight - HEAD_HEIGHT);
    // A row higher than the window is seen from its top.
    element.scrollTop = within(element.scrollTop, bottom, heightBetween(places, frozenRows, index));
  }
  const place = columns[indexOf(shownColumns.peek(), column)];
  if (place && place.column > (columns[frozenColumns - 1]?.column ?? 0)) {
    const right = place.left + place.width - (element.clientWidth - NUMBERS_WIDTH);
    element.scrollLeft = within(element.scrollLeft, right, place.left - frozenWidth);
  }
}

function within(now: number, low: number, high: number): number {
  return Math.max(0, Math.min(high, Math.max(low, now)));
}

/** The cell under a point of the window; beyond the edges the nearest one. */
export function cellUnder(x: number, y: number): Cell {
  const box = viewport.current?.getBoundingClientRect() ?? new DOMRect();
  const places = layout.peek();
  const { rows, frozenRows, columns, frozenWidth } = places;
  const down = y - box.top - HEAD_HEIGHT;
  const isFrozen = down < heightBetween(places, 0, frozenRows);
  const scrolledDown = isFrozen ? down : down + (viewport.current?.scrollTop ?? 0);
  const across = x - box.left - NUMBERS_WIDTH;
  const scrolledAcross = across < frozenWidth ? across : across + (viewport.current?.scrollLeft ?? 0);
  const place = columns.find(({ left, width }) => left + width > scrolledAcross) ?? columns.at(-1);
  return { row: rows[rowIndexAt(places, scrolledDown)] ?? 1, column: place?.column ?? 1 };
}

/** While somebody drags near an edge. */
export function scrollTowards(x: number, y: number): void {
  const element = viewport.current;
  if (!element) return;
  const box = element.getBoundingClientRect();
  const pull = (low: number, high: number, at: number): number =>
    at < low ? at - low : at > high ? at - high : 0;
  element.scrollTop += pull(box.top + HEAD_HEIGHT, box.bottom - 16, y) / 2;
  element.scrollLeft += pull(box.left + NUMBERS_WIDTH, box.right - 16, x) / 2;
}
