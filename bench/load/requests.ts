/** The requests of each operation: every body is another one, and every PATCH changes a field. */
import type { Request } from 'autocannon';
import type { Operation } from './job';

export const LIST_LENGTH = 100;

/** Rises with every request of this process, so that no two bodies are the same. */
let count = 0;

export function newTask() {
  count += 1;
  return {
    title: `Follow up: Lead ${count} of the spring campaign`,
    status: 'TODO',
    lead_id: `L-${count}`,
    notes: `Source: web form ${count}\nPrefers mail; call back in the afternoon.`,
  };
}

export function newNotes(): { notes: string } {
  count += 1;
  return { notes: `Called ${count} times; prefers mail.` };
}

export function requestOf(operation: Operation, ids: readonly string[]): Request {
  const nextId = (): string => ids[(count += 1) % ids.length] ?? '';
  switch (operation) {
    case 'get':
      return { method: 'GET', setupRequest: (request) => ({ ...request, path: `/tasks/${nextId()}` }) };
    case 'list':
      return { method: 'GET', path: `/tasks?limit=${LIST_LENGTH}` };
    case 'post':
      return {
        method: 'POST',
        path: '/tasks',
        setupRequest: (request) => ({ ...request, body: JSON.stringify(newTask()) }),
      };
    case 'patch':
      return {
        method: 'PATCH',
        setupRequest: (request) => ({
          ...request,
          path: `/tasks/${nextId()}`,
          body: JSON.stringify(newNotes()),
        }),
      };
  }
}
