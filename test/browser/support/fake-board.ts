/** The fake tracker's board and tasks over HTTP. */
import { Router, type Request, type Response } from 'express';
import { TASK_STATUSES, type Task, type TaskStatus } from '../../../src/contract';
import type { FakeCard, FakeData } from './fake-data';

export function board(data: FakeData): Router {
  const router = Router();
  router.get('/board/cards', (request, response) => {
    const query = request.query as Record<string, string>;
    const from = Number(query['page'] ?? 0);
    const limit = Number(query['limit'] ?? 100);
    const all = data.list(query['status'] as TaskStatus, query);
    const next = from + limit < all.length ? String(from + limit) : null;
    response.json({ cards: all.slice(from, from + limit), next });
  });
  router.get('/board/counts', (request, response) => {
    const query = request.query as Record<string, string>;
    response.json(
      Object.fromEntries(TASK_STATUSES.map((status) => [status, data.list(status, query).length])),
    );
  });
  router.get('/board/sources', (_request, response) => {
    const links = [...data.cards.values()].flatMap((card) => card.links);
    const names = new Map(links.map((link) => [link.source, link.sheet?.name ?? null]));
    response.json([...names].map(([source, name]) => ({ source, name })));
  });
  router.get('/board/flow', (request, response) => void response.json(flow(Number(request.query['days']))));
  return router;
}

function flow(days: number): unknown {
  const date = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const wave = (place: number, by: number) =>
    Math.max(0, Math.round(5 + 5 * Math.sin(place / by) + (place % 3)));
  return {
    days: Array.from({ length: days }, (_, index) => ({
      date: date(days - 1 - index),
      created: wave(index, 2.1),
      moved: wave(index, 3.3),
      done: wave(index, 4.2) >> 1,
    })),
    time_in_status: {
      TODO: { tasks: 148, median_hours: 30, p90_hours: 140 },
      IN_PROGRESS: { tasks: 96, median_hours: 52, p90_hours: 260 },
      DONE: { tasks: 71, median_hours: null, p90_hours: null },
    },
  };
}

export function tasks(data: FakeData): Router {
  const router = Router();
  const found = (request: Request<{ id: string }>, response: Response): FakeCard | null => {
    const card = data.live(request.params.id);
    if (card === undefined) problem(response, 404, 'There is no task with this id.');
    const wanted = request.get('if-match');
    if (card === undefined || wanted === undefined || wanted === `"${card.task.version}"`)
      return card ?? null;
    problem(response, 412, 'The task has changed since it was read.');
    return null;
  };
  router.post('/tasks', (request: Request<object, unknown, Task>, response) => {
    if (!request.body.title)
      return problem(response, 400, 'The request is not valid.', [
        { path: 'title', message: 'title must not be empty.' },
      ]);
    response.status(201).json(data.add(request.body));
  });
  router.get('/tasks/:id/card', (request, response) => {
    const card = found(request, response);
    if (card) response.json(data.card(card));
  });
  router.get('/tasks/:id/history', (request, response) => {
    const card = found(request, response);
    if (card) response.json(card.history);
  });
  router.patch('/tasks/:id', (request: Request<{ id: string }, unknown, Partial<Task>>, response) => {
    const card = found(request, response);
    if (!card) return;
    data.change(card, request.body);
    response.json(card.task);
  });
  router.delete('/tasks/:id', (request, response) => {
    const card = found(request, response);
    if (!card) return;
    data.remove(card);
    response.status(204).end();
  });
  router.post('/tasks/:id/restore', (request, response) => {
    const card = data.cards.get(request.params.id);
    if (card === undefined) return problem(response, 404, 'There is no task with this id.');
    data.restore(card);
    response.json(card.task);
  });
  return router;
}

export function problem(response: Response, status: number, detail: string, errors?: unknown): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'urn:lead-sync:problem:fake', title: 'Fake', status, detail, errors }));
}
