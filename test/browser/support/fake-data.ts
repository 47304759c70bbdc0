/** The fake tracker's cards, in memory: enough of the contract for a page to work on, with ways to make it misbehave. */
import { randomUUID } from 'node:crypto';
import type { Task, TaskStatus } from '../../../src/contract';
import type { Card, ChangedCard, HistoryEntry, TaskField } from '../../../server/src/web/page/api/types';

export interface FakeCard {
  task: Task;
  links: Card['links'];
  deleted: boolean;
  history: HistoryEntry[];
}

export const ACTOR = { kind: 'local', name: 'local' } as const;

export class FakeData {
  readonly cards = new Map<string, FakeCard>();
  readonly changes: { cursor: number; id: string }[] = [];
  readonly listeners = new Set<() => void>();

  add(fields: Partial<Task> & { title: string }, links: Card['links'] = []): Card {
    const at = fields.created_at ?? new Date().toISOString();
    const task: Task = {
      id: randomUUID(),
      status: 'TODO',
      lead_id: null,
      notes: '',
      version: 1,
      created_at: at,
      updated_at: at,
      ...fields,
    };
    const made: FakeCard = { task, links, deleted: false, history: [] };
    this.cards.set(task.id, made);
    const set = (['title', 'status', 'lead_id', 'notes'] as const).filter((field) => task[field]);
    this.#write(
      made,
      'created',
      set.map((field) => ({ field, from: null, to: task[field] })),
      at,
    );
    return this.card(made);
  }

  change(found: FakeCard, fields: Partial<Pick<Task, TaskField>>, at = new Date().toISOString()): void {
    const before = found.task;
    const names = (Object.keys(fields) as TaskField[]).filter((name) => fields[name] !== before[name]);
    if (names.length === 0) return;
    found.task = { ...before, ...fields, version: before.version + 1, updated_at: at };
    this.#write(
      found,
      'changed',
      names.map((field) => ({ field, from: before[field], to: found.task[field] })),
      at,
    );
  }

  remove(found: FakeCard): void {
    found.deleted = true;
    found.task = { ...found.task, version: found.task.version + 1 };
    this.#write(found, 'deleted', []);
  }

  restore(found: FakeCard): void {
    found.deleted = false;
    found.task = { ...found.task, version: found.task.version + 1 };
    this.#write(found, 'restored', []);
  }

  card({ task, links }: FakeCard): Card {
    return { ...task, links };
  }

  live(id: string): FakeCard | undefined {
    const found = this.cards.get(id);
    return found?.deleted ? undefined : found;
  }

  since(cursor: number): { cursor: number; cards: ChangedCard[] } {
    const ids = new Set(this.changes.filter((change) => change.cursor > cursor).map(({ id }) => id));
    const cards = [...ids]
      .map((id) => this.cards.get(id)!)
      .map((c) => ({ ...this.card(c), deleted: c.deleted }));
    return { cursor: this.changes.length, cards };
  }

  list(status: TaskStatus | undefined, query: Record<string, string | undefined>): Card[] {
    const { q, lead_id, source } = query;
    return [...this.cards.values()]
      .filter((found) => !found.deleted && (status === undefined || found.task.status === status))
      .map((found) => this.card(found))
      .filter(
        (card) => q === undefined || `${card.title}\n${card.notes}`.toLowerCase().includes(q.toLowerCase()),
      )
      .filter((card) => lead_id === undefined || card.lead_id === lead_id)
      .filter((card) => passesSource(card, source))
      .sort((a, b) =>
        a.created_at !== b.created_at ? (a.created_at < b.created_at ? 1 : -1) : a.id < b.id ? 1 : -1,
      );
  }

  #write(
    found: FakeCard,
    action: HistoryEntry['action'],
    changes: HistoryEntry['changes'],
    at = new Date().toISOString(),
  ): void {
    const fromSheet = found.links.length > 0 && action === 'created';
    found.history.push({
      version: found.task.version,
      at,
      action,
      actor: fromSheet ? { kind: 'key', name: 'sheet' } : ACTOR,
      origin: fromSheet ? { kind: 'sheet', source: found.links[0]!.source } : { kind: 'board', source: null },
      changes,
    });
    this.changes.push({ cursor: this.changes.length + 1, id: found.task.id });
    for (const listener of this.listeners) listener();
  }
}

function passesSource(card: Card, source: string | undefined): boolean {
  if (source === undefined) return true;
  return source === 'none' ? card.links.length === 0 : card.links.some((link) => link.source === source);
}
