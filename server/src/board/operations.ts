/** The operations that the board page reads with; it writes through those under /tasks. */
import { ok, operation, type Operation } from '../http/operation';
import { taskPath } from '../tasks/operations';
import {
  cardPageSchema,
  cardSchema,
  cardsQuerySchema,
  countsQuerySchema,
  countsSchema,
  flowQuerySchema,
  flowSchema,
  sourcesSchema,
} from './schema';
import type { BoardService } from './service';

const tag = 'Board';

export function boardOperations(board: BoardService): Operation[] {
  return [listCards(board), countCards(board), listSources(board), readFlow(board), getCard(board)];
}

const listCards = (board: BoardService): Operation =>
  operation({
    id: 'listCards',
    method: 'get',
    path: '/board/cards',
    tag,
    summary: 'Cards, newest first, in pages',
    description:
      'Cards that come, change or go between pages make no other card appear twice or not at all. `source` names a sheet; `none` means tasks that are in no sheet.',
    permission: 'read',
    query: cardsQuerySchema,
    answers: { 200: { description: 'One page.', schema: cardPageSchema } },
    handle: async ({ access, query }) => ok(await board.cards(access, query)),
  });

const countCards = (board: BoardService): Operation =>
  operation({
    id: 'countCards',
    method: 'get',
    path: '/board/counts',
    tag,
    summary: 'How many cards each column has',
    permission: 'read',
    query: countsQuerySchema,
    answers: { 200: { description: 'The counts.', schema: countsSchema } },
    handle: async ({ access, query }) => ok(await board.counts(access, query)),
  });

const listSources = (board: BoardService): Operation =>
  operation({
    id: 'listSources',
    method: 'get',
    path: '/board/sources',
    tag,
    summary: 'The sheets that have synced',
    permission: 'read',
    answers: { 200: { description: 'Each with its name, once it has told it.', schema: sourcesSchema } },
    handle: async ({ access }) => ok(await board.sources(access)),
  });

const readFlow = (board: BoardService): Operation =>
  operation({
    id: 'readFlow',
    method: 'get',
    path: '/board/flow',
    tag,
    summary: 'What came, moved and was done on each day, and how long tasks stay in a status',
    description:
      'Days are UTC; the default is the last 30. A time in a status is one that ended in these days by a move to another status; median and 90th percentile are those of the last 10,000 of them.',
    permission: 'read',
    query: flowQuerySchema,
    answers: { 200: { description: 'Every day, also those on which nothing happened.', schema: flowSchema } },
    handle: async ({ access, query }) => ok(await board.flow(access, query.days)),
  });

const getCard = (board: BoardService): Operation =>
  operation({
    id: 'getCard',
    method: 'get',
    path: '/tasks/{id}/card',
    tag,
    summary: 'One card',
    permission: 'read',
    params: taskPath,
    answers: { 200: { description: 'The card.', schema: cardSchema } },
    problems: ['unknown_task'],
    handle: async ({ access, params }) => ok(await board.card(access, params.id)),
  });
