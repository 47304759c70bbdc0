/** The visible part of a long list: TanStack's virtualiser bound to Preact. */
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

interface Options {
  readonly scroller: RefObject<HTMLElement>;
  readonly keys: readonly string[];
  readonly estimate: number;
  readonly gap: number;
  /** Stays on the page wherever the list is scrolled to, since it has or gets the focus; -1 for none. */
  readonly kept: number;
}

export type VirtualList = Virtualizer<HTMLElement, HTMLElement>;

export function useVirtualList({ scroller, keys, estimate, gap, kept }: Options): VirtualList {
  const [, render] = useReducer<number, void>((count) => count + 1, 0);
  const options = {
    count: keys.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index: number) => keys[index] ?? index,
    estimateSize: () => estimate,
    gap,
    overscan: 6,
    paddingEnd: gap,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) =>
      withKept(defaultRangeExtractor(range), kept, keys.length),
    onChange: () => render(),
  };
  const [list] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  list.setOptions(options);
  useLayoutEffect(() => list._didMount(), []);
  useLayoutEffect(() => list._willUpdate());
  return list;
}

/** In order, so that reading and Tab order follow the list. */
function withKept(indexes: number[], kept: number, count: number): number[] {
  if (kept < 0 || kept >= count || indexes.includes(kept)) return indexes;
  return [...indexes, kept].sort((one, other) => one - other);
}
