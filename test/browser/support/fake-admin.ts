/** The fake tracker's administration: a few keys, webhooks and log lines that can be looked at. */
import { Router } from 'express';
import type { ApiKey, NewApiKey } from '../../../server/src/web/page/api/admin-types';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

/** @param replayed takes the ids of deliveries that are to be sent again */
export function fakeAdmin(replayed: string[]): Router {
  const router = Router();
  const keys: ApiKey[] = [
    {
      id: 'k1',
      name: 'sheet',
      scopes: ['sync'],
      created_at: ago(40),
      expires_at: null,
      last_used_at: ago(0.01),
      revoked_at: null,
    },
    {
      id: 'k2',
      name: 'reporting',
      scopes: ['read'],
      created_at: ago(20),
      expires_at: ago(-70),
      last_used_at: null,
      revoked_at: null,
    },
    {
      id: 'k3',
      name: 'old import',
      scopes: ['read', 'write'],
      created_at: ago(200),
      expires_at: null,
      last_used_at: ago(90),
      revoked_at: ago(80),
    },
  ];
  router.get('/keys', (_request, response) => void response.json(keys));
  router.post('/keys', (request, response) => {
    const key = {
      id: `k${keys.length + 1}`,
      created_at: ago(0),
      expires_at: null,
      last_used_at: null,
      revoked_at: null,
      ...(request.body as Pick<NewApiKey, 'name' | 'scopes'>),
    };
    keys.push(key);
    response.status(201).json({ ...key, key: 'lst_k4x9_5fYb0c8lQ1r7Tz3m9wKfVvA2sPqXhJdU6nEoG4_1a2b3c' });
  });
  router.delete('/keys/:id', (_request, response) => void response.status(204).end());
  router.post('/sign-in-links', (_request, response) => {
    response.status(201).json({ url: 'http://127.0.0.1/sign-in#token=example', expires_at: ago(-1) });
  });
  router.get('/webhooks', (_request, response) => {
    response.json([
      {
        id: 'w1',
        url: 'https://hooks.example.com/work',
        events: ['task.created', 'task.updated'],
        enabled: true,
        created_at: ago(9),
        disabled_reason: null,
        dead: 2,
        pending: 1,
      },
      {
        id: 'w2',
        url: 'https://other.example.org/in',
        events: ['task.deleted'],
        enabled: false,
        created_at: ago(30),
        disabled_reason: 'It answered 410 Gone, so nothing is sent any more.',
        dead: 0,
        pending: 0,
      },
    ]);
  });
  router.get('/webhooks/:id/deliveries', (_request, response) => {
    response.json({
      deliveries: [
        {
          id: 'd1',
          event_id: 'e1',
          type: 'task.updated',
          state: 'dead',
          attempts: 8,
          next_attempt_at: null,
          last_status: 500,
          last_error: null,
          created_at: ago(2),
        },
        {
          id: 'd2',
          event_id: 'e2',
          type: 'task.created',
          state: 'dead',
          attempts: 8,
          next_attempt_at: null,
          last_status: null,
          last_error: 'The connection was refused.',
          created_at: ago(3),
        },
      ],
      next: null,
    });
  });
  router.post('/webhooks/:id/deliveries/:delivery/replay', (request, response) => {
    replayed.push(request.params.delivery);
    response.status(202).end();
  });
  router.get('/audit', (_request, response) => {
    const entries = ['task.changed', 'key.created', 'task.created', 'session.created'].map(
      (action, index) => ({
        id: `a${index}`,
        at: ago(index / 3),
        actor: { kind: 'person', name: 'Grace Hopper' },
        origin: { kind: 'board', source: null },
        action,
        subject: '8d3b0a52-6c1d-4f0e-9a35-0f4f7f5a8a11',
      }),
    );
    response.json({ entries, next: null });
  });
  router.get('/settings', (_request, response) => void response.json({ retention_days: 365 }));
  router.patch('/settings', (request, response) => void response.json(request.body));
  return router;
}
