/** Where the focus goes when an arrow key is pressed on a card. */
import type { TaskStatus } from '../api/types';
import { STATUSES } from './status-names';

export const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'] as const;
export type Arrow = (typeof ARROWS)[number];

export function isArrow(key: string): key is Arrow {
  return ARROWS.includes(key as Arrow);
}

type Columns = Readonly<Record<TaskStatus, readonly { readonly id: string }[]>>;

/** @returns the id to focus, or null when there is nothing in that direction */
export function neighbourCard(columns: Columns, id: string, arrow: Arrow): string | null {
  const place = placeOf(columns, id);
  if (place === null) return null;
  const { status, index } = place;
  switch (arrow) {
    case 'ArrowUp':
      return columns[status][index - 1]?.id ?? null;
    case 'ArrowDown':
      return columns[status][index + 1]?.id ?? null;
    case 'Home':
      return columns[status][0]?.id ?? null;
    case 'End':
      return columns[status].at(-1)?.id ?? null;
    case 'ArrowLeft':
      return inNextColumn(columns, status, index, -1);
    case 'ArrowRight':
      return inNextColumn(columns, status, index, 1);
  }
}

/** The card that takes over when this one goes: the next in its column, else the one before. */
export function successorCard(columns: Columns, id: string): string | null {
  return neighbourCard(columns, id, 'ArrowDown') ?? neighbourCard(columns, id, 'ArrowUp');
}

/** Empty columns are stepped over. */
function inNextColumn(columns: Columns, status: TaskStatus, index: number, step: number): string | null {
  for (let place = STATUSES.indexOf(status) + step; ; place += step) {
    const next = STATUSES[place];
    if (next === undefined) return null;
    const cards = columns[next];
    if (cards.length > 0) return cards[Math.min(index, cards.length - 1)]?.id ?? null;
  }
}

function placeOf(columns: Columns, id: string): { status: TaskStatus; index: number } | null {
  for (const status of STATUSES) {
    const index = columns[status].findIndex((card) => card.id === id);
    if (index >= 0) return { status, index };
  }
  return null;
}
