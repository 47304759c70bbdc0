/** One column: its head, its cards as far as they are in sight, and a place to drop cards on. */
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Card, TaskStatus } from '../api/types';
import { STATUS_NAMES } from '../logic/status-names';
import { boardState, columns, counts, known, loadMore, loads } from '../state/board';
import { moveCard } from '../state/change-card';
import { openDialog } from '../state/dialogs';
import { activeCard, wantedCard } from '../state/focus';
import { mayWrite } from '../state/session';
import { BoardCard } from './board-card';
import { ColumnEnd } from './column-end';
import { PlusIcon, StatusIcon } from './icons';
import { useVirtualList } from './use-virtual-list';

/** Height of a usual card and the space between two, in pixels. */
const CARD_HEIGHT = 88;
const GAP = 8;
/** More cards are asked for when so few are left below. */
const AHEAD = 20;

export function BoardColumn({ status }: { status: TaskStatus }) {
  const section = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const isOver = useDropTarget(section, status);
  return (
    <section
      class={`column ${isOver ? 'drop-over' : ''}`}
      ref={section}
      data-status={status}
      aria-labelledby={`column-${status}`}
    >
      <ColumnHead status={status} />
      <div class="column-scroll" ref={scroller}>
        {boardState.value === 'ready' ? <Cards status={status} scroller={scroller} /> : <Skeleton />}
      </div>
    </section>
  );
}

function ColumnHead({ status }: { status: TaskStatus }) {
  const name = STATUS_NAMES[status];
  const count = counts.value?.[status];
  return (
    <header class="column-head">
      <StatusIcon status={status} />
      <h2 id={`column-${status}`}>
        {name}
        <span class="count" data-testid={`count-${status}`}>
          <span class="visually-hidden">, </span>
          {count === undefined ? '–' : count.toLocaleString('en')}
          <span class="visually-hidden"> cards</span>
        </span>
      </h2>
      <span class="grow" />
      {mayWrite.value && (
        <button
          class="button quiet icon-only small"
          type="button"
          aria-label={`New card in ${name}`}
          title={`New card in ${name}`}
          onClick={() => openDialog({ kind: 'new', status })}
        >
          <PlusIcon />
        </button>
      )}
    </header>
  );
}

function Cards({ status, scroller }: { status: TaskStatus; scroller: RefObject<HTMLElement> }) {
  const cards = columns.value[status];
  const active = cards.findIndex((card) => card.id === activeCard.value);
  const keys = cards.map((card) => card.id);
  const list = useVirtualList({ scroller, keys, estimate: CARD_HEIGHT, gap: GAP, kept: active });
  const items = list.getVirtualItems();
  useWantedInSight(cards, (index) => list.scrollToIndex(index));
  useMore(status, cards.length, items.at(-1)?.index ?? -1);
  const stop = active >= 0 ? active : (list.range?.startIndex ?? 0);
  return (
    <>
      <ul class="cards" role="list" style={{ height: `${list.getTotalSize()}px` }}>
        {items.map(({ index, key, start }) => {
          const card = cards[index];
          return (
            card && (
              <BoardCard
                key={key}
                card={card}
                index={index}
                start={start}
                total={Math.max(cards.length, counts.value?.[status] ?? 0)}
                isStop={index === stop}
                measure={list.measureElement}
              />
            )
          );
        })}
      </ul>
      <ColumnEnd status={status} isEmpty={cards.length === 0} />
    </>
  );
}

function useWantedInSight(cards: readonly Card[], scrollTo: (index: number) => void): void {
  const wanted = wantedCard.value;
  useLayoutEffect(() => {
    const index = wanted === null ? -1 : cards.findIndex((card) => card.id === wanted);
    if (index >= 0) scrollTo(index);
  }, [wanted]);
}

function useMore(status: TaskStatus, count: number, lastShown: number): void {
  const { next, busy, failure } = loads.value[status];
  useEffect(() => {
    if (next !== null && !busy && failure === null && lastShown >= count - AHEAD) void loadMore(status);
  }, [next, busy, failure, count, lastShown]);
}

function useDropTarget(section: RefObject<HTMLElement>, status: TaskStatus): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const element = section.current;
    if (element === null) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => typeof source.data['cardId'] === 'string',
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        const card = known.value.get(String(source.data['cardId']));
        if (card !== undefined) void moveCard(card, status);
      },
    });
  }, [status]);
  return isOver;
}

function Skeleton() {
  return (
    <div class="skeletons" aria-hidden="true">
      <div class="skeleton" />
      <div class="skeleton" />
      <div class="skeleton" />
    </div>
  );
}
