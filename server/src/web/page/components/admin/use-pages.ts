/** A list that comes in pages, read one after another on demand. */
import { useState } from 'preact/hooks';
import { useLoaded } from '../use-loaded';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** @param inputs a change of these starts again at the first page */
export function usePages<T>(
  read: (page: string | null) => Promise<Page<T>>,
  inputs: readonly unknown[] = [],
) {
  const [more, setMore] = useState<readonly Page<T>[]>([]);
  const first = useLoaded(async () => {
    const page = await read(null);
    setMore([]);
    return page;
  }, inputs);
  const next = (more.at(-1) ?? first.value)?.next ?? null;
  return {
    first,
    items: [first.value, ...more].flatMap((page) => page?.items ?? []),
    hasMore: next !== null,
    loadMore: async () => {
      const page = await read(next);
      setMore((before) => [...before, page]);
    },
  };
}
