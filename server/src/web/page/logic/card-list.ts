/** The known cards: pages and live changes merged, wishes under way laid over them, and each column cut out of the result. */
import type { Card, CardFields, ChangedCard, TaskStatus } from '../api/types';
import { passesFilters, type BoardFilters } from './board-filters';

export type CardMap = ReadonlyMap<string, Card>;

/** A change that the person has made and the tracker has not yet confirmed. */
export interface Wish {
  readonly fields: Partial<CardFields>;
  readonly deleted: boolean;
}
export type WishMap = ReadonlyMap<string, Wish>;

export type Columns = Readonly<Record<TaskStatus, readonly Card[]>>;

/** Versions at which cards went away, so that an answer sent before that brings none of them back. */
export type GoneMap = ReadonlyMap<string, number>;

/** An older version never replaces a newer one: answers and live changes may overtake each other. */
export function mergeCards(known: CardMap, cards: readonly Card[], gone: GoneMap = new Map()): CardMap {
  const merged = new Map(known);
  for (const card of cards) {
    const newest = Math.max(merged.get(card.id)?.version ?? 0, (gone.get(card.id) ?? -1) + 1);
    if (card.version >= newest) merged.set(card.id, card);
  }
  return merged;
}

/** Takes in live changes: cards that are deleted or no longer pass the filters go. */
export function applyChanges(
  { known, gone }: { readonly known: CardMap; readonly gone: GoneMap },
  changed: readonly ChangedCard[],
  filters: BoardFilters,
): { known: CardMap; gone: GoneMap } {
  const merged = new Map(known);
  const left = new Map(gone);
  for (const { deleted, ...card } of changed) {
    if (isOlder(card, merged, left)) continue;
    if (deleted || !passesFilters(card, filters)) {
      merged.delete(card.id);
      left.set(card.id, card.version);
    } else merged.set(card.id, card);
  }
  return { known: merged, gone: left };
}

function isOlder(card: Card, known: CardMap, gone: GoneMap): boolean {
  return card.version < Math.max(known.get(card.id)?.version ?? 0, gone.get(card.id) ?? 0);
}

export function withoutCard(known: CardMap, id: string): CardMap {
  const rest = new Map(known);
  rest.delete(id);
  return rest;
}

/** What is shown: the cards as the person wishes them to be, in columns, newest first as the tracker pages them. */
export function columnsOf(cards: CardMap, wishes: WishMap): Columns {
  const columns: Record<TaskStatus, Card[]> = { TODO: [], IN_PROGRESS: [], DONE: [] };
  for (const card of cards.values()) {
    const wish = wishes.get(card.id);
    if (wish?.deleted) continue;
    const shown = wish === undefined ? card : { ...card, ...wish.fields };
    columns[shown.status].push(shown);
  }
  for (const column of Object.values(columns)) column.sort(newestFirst);
  return columns;
}

/** Cards of the same moment, as a sheet makes them by the hundred, stay in the order in which they came in pages. */
function newestFirst(one: Card, other: Card): number {
  if (one.created_at === other.created_at) return 0;
  return one.created_at < other.created_at ? 1 : -1;
}

/** How the shown counts differ from the tracker's because of wishes under way. */
export function countWishes(cards: CardMap, wishes: WishMap): Readonly<Record<TaskStatus, number>> {
  const shift: Record<TaskStatus, number> = { TODO: 0, IN_PROGRESS: 0, DONE: 0 };
  for (const [id, wish] of wishes) {
    const card = cards.get(id);
    if (card === undefined) continue;
    shift[card.status] -= 1;
    if (!wish.deleted) shift[wish.fields.status ?? card.status] += 1;
  }
  return shift;
}
