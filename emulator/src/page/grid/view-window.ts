/** The part of the grid that is in sight: what is drawn, and how a cell is scrolled into sight. */
import { computed, signal } from '@preact/signals';
import { columnsBetween, HEAD_HEIGHT, indexOf, NUMBERS_WIDTH, ROW_HEIGHT } from '../logic/grid-layout';
import type { Cell } from '../logic/area';
import { layout, shownColumns } from '../state/active-sheet';

/** The element that scrolls. */
export const viewport: { current: HTMLDivElement | null } = { current: null };

const scroll = signal({ top: 0, left: 0 });
const size = signal({ width: 1000, height: 600 });

/** Rows drawn beyond either edge, so that scrolling finds them; the window moves by steps of as many. */
const SPARE_ROWS = 12;
const SPARE_PIXELS = 300;

export const firstDrawnRow = computed(() => {
  const index = Math.floor(scroll.value.top / ROW_HEIGHT) - SPARE_ROWS;
  return Math.max(layout.value.frozenRows, index - (index % SPARE_ROWS));
});
export const drawnRows = computed(
  () => Math.ceil(size.value.height / ROW_HEIGHT / SPARE_ROWS) * SPARE_ROWS + 3 * SPARE_ROWS,
);

const drawnColumns = computed<string>(() => {
  const { left } = scroll.value;
  return columnsBetween(layout.value, left - SPARE_PIXELS, left + size.value.width + SPARE_PIXELS).join();
});
/** First and last index among the columns that show. */
export const columnWindow = computed(() => drawnColumns.value.split(',').map(Number) as [number, number]);

/** Rows that fit, for Page Up and Page Down. */
export function rowsOfPage(): number {
  const high = size.peek().height - HEAD_HEIGHT - layout.peek().frozenRows * ROW_HEIGHT;
  return Math.max(1, Math.floor(high / ROW_HEIGHT) - 1);
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
  const { rows, frozenRows, columns, frozenColumns, frozenWidth } = layout.peek();
  const index = indexOf(rows, row);
  if (index >= frozenRows) {
    const top = index * ROW_HEIGHT;
    const above = frozenRows * ROW_HEIGHT;
    element.scrollTop = within(
      element.scrollTop,
      top + ROW_HEIGHT - (element.clientHeight - HEAD_HEIGHT),
      top - above,
    );
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
  const { rows, frozenRows, columns, frozenWidth } = layout.peek();
  const down = y - box.top - HEAD_HEIGHT;
  const scrolledDown = down < frozenRows * ROW_HEIGHT ? down : down + scroll.peek().top;
  const across = x - box.left - NUMBERS_WIDTH;
  const scrolledAcross = across < frozenWidth ? across : across + scroll.peek().left;
  const index = Math.max(0, Math.min(rows.length - 1, Math.floor(scrolledDown / ROW_HEIGHT)));
  const place = columns.find(({ left, width }) => left + width > scrolledAcross) ?? columns.at(-1);
  return { row: rows[index] ?? 1, column: place?.column ?? 1 };
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
