/** Making and deleting cards. */
import { createTask, deleteTask } from '../api/board-api';
import type { Card, CardFields } from '../api/types';
import { shorten } from '../logic/shorten';
import { successorCard } from '../logic/neighbour-card';
import { announce } from './announcer';
import { columns, receiveCard } from './board';
import { explain, inTurn, latest, lay, lift } from './change-card';
import { requestFocus } from './focus';
import { underWay } from './under-way';
import { remember } from './undo';

/** @throws ApiError; the form shows it. @param key the same for every try of one form */
export const createCard = (fields: CardFields, key: string): Promise<Card> => underWay(create(fields, key));

async function create(fields: CardFields, key: string): Promise<Card> {
  const card: Card = { ...(await createTask(fields, key)), links: [] };
  receiveCard(card);
  remember(
    { kind: 'created', id: card.id, version: card.version, title: card.title },
    `Made: ${shorten(card.title)}`,
  );
  requestFocus(card.id);
  return card;
}

/** @returns whether it is deleted; when not, the person has been told why */
export const deleteCard = (card: Card): Promise<boolean> => underWay(remove(card));

async function remove(card: Card): Promise<boolean> {
  const next = successorCard(columns.value, card.id);
  const wish = lay(card.id, { fields: {}, deleted: true });
  if (next !== null) requestFocus(next);
  try {
    const current = await inTurn(card.id, async () => {
      const newest = latest(card);
      await deleteTask(card.id, newest.version);
      return newest;
    });
    receiveCard({ ...current, version: current.version + 1 }, true);
    lift(card.id, wish, null);
    announce(`Deleted: ${card.title}.`);
    remember({ kind: 'deleted', id: card.id, title: card.title }, `Deleted: ${shorten(card.title)}`);
    return true;
  } catch (error) {
    lift(card.id, wish, null);
    await explain(error, card, () => void deleteCard(latest(card)));
    return false;
  }
}
