/** Changing cards: shown at once, sent in turn, confirmed or honestly taken back. */
import { batch } from '@preact/signals';
import { isKind, messageOf } from '../api/api-error';
import { changeTask, fetchCard } from '../api/board-api';
import type { Card, CardFields, TaskStatus } from '../api/types';
import { withoutCard, type Wish } from '../logic/card-list';
import { shorten } from '../logic/shorten';
import { STATUS_NAMES } from '../logic/status-names';
import { announce } from './announcer';
import { known, receiveCard, wishes } from './board';
import { navigate, cardPath } from './router';
import { toastError } from './toasts';
import { underWay } from './under-way';
import { remember } from './undo';

/** One request at a time for a card, so that each knows the version the one before has made. */
const turns = new Map<string, Promise<unknown>>();

export function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(id) ?? Promise.resolve()).then(work);
  const forget = () => {
    if (turns.get(id) === settled) turns.delete(id);
  };
  const settled: Promise<void> = turn.then(forget, forget);
  turns.set(id, settled);
  return turn;
}

export const moveCard = (card: Card, status: TaskStatus): Promise<void> =>
  card.status === status ? Promise.resolve() : underWay(move(card, status));

async function move(card: Card, status: TaskStatus): Promise<void> {
  announce(`${card.title} moved to ${STATUS_NAMES[status]}.`);
  const wish = lay(card.id, { fields: { status }, deleted: false });
  try {
    const { before, after } = await inTurn(card.id, () => sendMove(card, status));
    lift(card.id, wish, after);
    remember(
      { kind: 'changed', id: card.id, title: card.title, version: after.version, before: { status: before } },
      `Moved to ${STATUS_NAMES[status]}: ${shorten(card.title)}`,
    );
  } catch (error) {
    lift(card.id, wish, null);
    await explain(error, card, () => void moveCard(latest(card), status));
  }
}

async function sendMove(card: Card, status: TaskStatus): Promise<{ before: TaskStatus; after: Card }> {
  const current = latest(card);
  const task = await changeTask(card.id, current.version, { status });
  return { before: current.status, after: { ...current, ...task } };
}

/** Saves a form. @throws ApiError; the form shows it */
export const saveCard = (card: Card, changes: Partial<CardFields>): Promise<Card> =>
  underWay(save(card, changes));

async function save(card: Card, changes: Partial<CardFields>): Promise<Card> {
  const task = await inTurn(card.id, () => changeTask(card.id, card.version, changes));
  const saved: Card = { ...card, ...task };
  receiveCard(saved);
  const before = Object.fromEntries(
    Object.keys(changes).map((field) => [field, card[field as keyof CardFields]]),
  );
  remember(
    { kind: 'changed', id: card.id, title: saved.title, version: saved.version, before },
    `Saved: ${shorten(saved.title)}`,
  );
  return saved;
}

/** The card as the tracker last told it. */
export function latest(card: Card): Card {
  const current = known.value.get(card.id);
  return current !== undefined && current.version > card.version ? current : card;
}

/** Lays a wish over a card; a later one adds to it. */
export function lay(id: string, wish: Wish): Wish {
  const present = wishes.value.get(id);
  const laid = { ...wish, fields: { ...present?.fields, ...wish.fields } };
  wishes.value = new Map(wishes.value).set(id, laid);
  return laid;
}

/** Ends a wish, in the same moment as its result is taken in. A wish that a later one replaced stays for that one. */
export function lift(id: string, wish: Wish, result: Card | null): void {
  batch(() => {
    if (result !== null) receiveCard(result);
    if (wishes.value.get(id) !== wish) return;
    const rest = new Map(wishes.value);
    rest.delete(id);
    wishes.value = rest;
  });
}

/** Says why a change was not made, and shows the card as it is now. */
export async function explain(error: unknown, card: Card, again: () => void): Promise<void> {
  if (isKind(error, 'version-mismatch')) return explainOverride(card);
  if (isKind(error, 'not-found')) {
    known.value = withoutCard(known.value, card.id);
    toastError(`“${card.title}” has been deleted meanwhile. Your change was not made.`);
    return;
  }
  if (isKind(error, 'unauthenticated')) return;
  const retry = isKind(error, 'unreachable', 'failed', 'rate-limited');
  const text = `“${card.title}” was not changed. ${messageOf(error)}`;
  toastError(text, retry ? { label: 'Try again', run: again } : undefined);
}

async function explainOverride(card: Card): Promise<void> {
  const current = await fetchCard(card.id).catch(() => null);
  if (current !== null) receiveCard(current);
  const place = current === null ? '' : ` It is now in ${STATUS_NAMES[current.status]}.`;
  toastError(`“${card.title}” was changed by someone else meanwhile.${place} Your change was not made.`, {
    label: 'Open',
    run: () => navigate(cardPath(card.id)),
  });
}
