/** Idempotency-Key: the first request under a key is carried out, its repeats get the stored answer. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Task } from '../contract';
import type { Database } from '../db/tables';
import { ProblemError } from '../errors';
import { findAnswer, keepAnswer } from './idempotency-repository';
import type { TaskFields } from './stored-task';

/** Answers are copies of people's data, so they are kept only as long as a client may still repeat itself. */
export const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;

export interface AnswerOnceRequest {
  /** The transaction that also makes the task: either both are stored or neither. */
  readonly db: Kysely<Database>;
  readonly workspace: string;
  readonly key: string | undefined;
  /** As validated, so that the order of fields and blanks make no other request of it. */
  readonly request: TaskFields;
  readonly now: Date;
}

/** @throws ProblemError idempotency_key_reused when the key came with another request before */
export async function answerOnce(
  { db, workspace, key, request, now }: AnswerOnceRequest,
  carryOut: () => Promise<Task>,
): Promise<{ task: Task; replayed: boolean }> {
  if (key === undefined) return { task: await carryOut(), replayed: false };
  const fingerprint = fingerprintOf(request);
  const before = await findAnswer(db, workspace, key);
  if (before !== undefined) return { task: answerOf(before, fingerprint), replayed: true };
  const task = await carryOut();
  const keepFrom = new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString();
  const created_at = now.toISOString();
  const answer = { workspace, key, fingerprint, answer: JSON.stringify(task), task_id: task.id, created_at };
  await keepAnswer(db, answer, keepFrom);
  return { task, replayed: false };
}

function answerOf(before: { fingerprint: string; answer: string }, fingerprint: string): Task {
  // Only this file writes that column, so it is read without a second check.
  if (before.fingerprint === fingerprint) return JSON.parse(before.answer) as Task;
  throw new ProblemError(
    'idempotency_key_reused',
    'This Idempotency-Key came with another request before. Use a new key for a new task. Nothing was changed.',
  );
}

function fingerprintOf({ title, status, lead_id, notes }: TaskFields): string {
  return createHash('sha256')
    .update(JSON.stringify([title, status, lead_id, notes]))
    .digest('hex');
}
