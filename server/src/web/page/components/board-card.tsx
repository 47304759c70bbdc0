/** One card on the board: a link to its page, draggable, with a control to move it that needs neither mouse nor drag. */
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Card } from '../api/types';
import { longAge, shortAge } from '../logic/age-words';
import { wishes } from '../state/board';
import { now } from '../state/clock';
import { activeCard, wantedCard } from '../state/focus';
import { openMenu } from '../state/menu';
import { cardPath } from '../state/router';
import { mayWrite } from '../state/session';
import { originOfCard } from '../state/sources';
import { DownIcon, NotesIcon, SheetIcon } from './icons';
import { follow } from './link';

interface Props {
  readonly card: Card;
  readonly index: number;
  /** Distance from the top of the list, in pixels. */
  readonly start: number;
  readonly total: number;
  /** Whether Tab stops here. */
  readonly isStop: boolean;
  readonly measure: (element: HTMLElement | null) => void;
}

export function BoardCard({ card, index, start, total, isStop, measure }: Props) {
  const item = useRef<HTMLLIElement>(null);
  const isDragged = useDraggable(item, card.id);
  useLayoutEffect(() => measure(item.current));
  // Lets the virtualiser forget elements that are gone.
  useLayoutEffect(() => () => measure(null), []);
  const isWaiting = wishes.value.has(card.id);
  return (
    <li
      ref={item}
      class={`card-item ${isDragged ? 'dragged' : ''}`}
      data-index={index}
      aria-setsize={total}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${start}px)` }}
    >
      <article class={`card ${isWaiting ? 'waiting' : ''}`} data-card={card.id}>
        <CardLink card={card} isStop={isStop} />
        <CardFoot card={card} isStop={isStop} />
      </article>
    </li>
  );
}

function CardLink({ card, isStop }: { card: Card; isStop: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  const isWanted = wantedCard.value === card.id;
  useEffect(() => {
    if (!isWanted) return;
    link.current?.focus();
    wantedCard.value = null;
  }, [isWanted]);
  return (
    <a
      ref={link}
      class="card-title"
      href={cardPath(card.id)}
      tabIndex={isStop ? 0 : -1}
      draggable={false}
      dir="auto"
      onFocus={() => (activeCard.value = card.id)}
      onClick={(event) => {
        activeCard.value = card.id;
        follow(event, cardPath(card.id));
      }}
    >
      {card.title}
    </a>
  );
}

function CardFoot({ card, isStop }: { card: Card; isStop: boolean }) {
  return (
    <div class="card-foot">
      {card.lead_id !== null && (
        <span class="lead" title={`Lead ${card.lead_id}`}>
          <span class="visually-hidden">Lead </span>
          {card.lead_id}
        </span>
      )}
      <span class="source">
        <span class="visually-hidden">from </span>
        {card.links.length > 0 && <SheetIcon />}
        <span class="source-name">{originOfCard(card)}</span>
      </span>
      <Age since={card.created_at} />
      {card.notes !== '' && (
        <span class="has-notes" title="Has notes">
          <NotesIcon />
          <span class="visually-hidden">has notes</span>
        </span>
      )}
      <span class="grow" />
      {mayWrite.value && <MoveButton card={card} isStop={isStop} />}
    </div>
  );
}

function Age({ since }: { since: string }) {
  return (
    <time class="age" dateTime={since} title={`Made ${new Date(since).toLocaleString()}`}>
      <span aria-hidden="true">{shortAge(since, now.value)}</span>
      <span class="visually-hidden">made {longAge(since, now.value)}</span>
    </time>
  );
}

function MoveButton({ card, isStop }: { card: Card; isStop: boolean }) {
  return (
    <button
      class="move-button"
      type="button"
      tabIndex={isStop ? 0 : -1}
      aria-haspopup="menu"
      aria-label={`Move to: ${card.title}`}
      onFocus={() => (activeCard.value = card.id)}
      onClick={(event) => openMenu(card, event.currentTarget)}
    >
      Move to
      <DownIcon />
    </button>
  );
}

function useDraggable(item: RefObject<HTMLElement>, cardId: string): boolean {
  const [isDragged, setDragged] = useState(false);
  const mayDrag = mayWrite.value;
  useEffect(() => {
    const element = item.current;
    if (element === null || !mayDrag) return;
    return draggable({
      element,
      getInitialData: () => ({ cardId }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [cardId, mayDrag]);
  return isDragged;
}
