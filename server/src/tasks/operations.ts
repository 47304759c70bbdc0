/** The operations under /tasks. */
import type { Request } from 'express';
import { z } from 'zod';
import type { Task } from '../contract';
import { ProblemError } from '../errors';
import { historyEntrySchema } from '../history/schema';
import { etagOf, isNotModified, readIfMatch } from '../http/etag';
import { ok, operation, type Answer, type Operation } from '../http/operation';
import { leadIdField, newTaskSchema, taskChangesSchema, taskQuerySchema, taskSchema } from './schema';
import { refuseOtherVersion, type TaskService } from './service';

/** Printable ASCII, as the Idempotency-Key draft (a structured-field string) has it; the quotes may be left out. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
const tag = 'Tasks';
/** Ids are opaque here: one that names no task is answered with 404, whatever it looks like. */
export const taskPath = z.object({ id: z.string() });

const ETAG = { ETag: 'The version in quotes.' };
const IF_MATCH = { 'If-Match': 'Do it only on this version: the ETag of the task as it was read.' };
const theTask = { description: 'The task.', schema: taskSchema, headers: ETAG };

export function taskOperations(tasks: TaskService): Operation[] {
  return [
    listTasks(tasks),
    createTask(tasks),
    tasksOfLead(tasks),
    getTask(tasks),
    changeTask(tasks, 'put'),
    changeTask(tasks, 'patch'),
    deleteTask(tasks),
    restoreTask(tasks),
    taskHistory(tasks),
  ];
}

const listTasks = (tasks: TaskService): Operation =>
  operation({
    id: 'listTasks',
    method: 'get',
    path: '/tasks',
    tag,
    summary: 'All tasks, in the order they were made',
    description:
      'With `limit` in pages; tasks that come, change or go between pages make no other task appear twice or not at all.',
    permission: 'read',
    query: taskQuerySchema,
    answers: {
      200: {
        description: 'The tasks.',
        schema: z.array(taskSchema),
        headers: { Link: 'With rel="next": the next page.' },
      },
    },
    async handle({ access, query, request }) {
      const { tasks: page, next } = await tasks.list(access, query);
      return ok(page, next === null ? {} : { Link: `<${nextAddress(request, next)}>; rel="next"` });
    },
  });

const createTask = (tasks: TaskService): Operation =>
  operation({
    id: 'createTask',
    method: 'post',
    path: '/tasks',
    tag,
    summary: 'Make a task',
    permission: 'write',
    headers: {
      'Idempotency-Key': 'A repeat under the same key gets the first answer and makes no second task.',
    },
    body: { schema: newTaskSchema },
    answers: {
      201: {
        description: 'The task.',
        schema: taskSchema,
        headers: { ...ETAG, Location: 'Its address.', 'Idempotency-Replayed': '`true` for a repeat.' },
      },
    },
    problems: ['idempotency_key_reused'],
    async handle({ access, body, request }) {
      const { task, replayed } = await tasks.create(access, body, readIdempotencyKey(request));
      const again = replayed ? { 'Idempotency-Replayed': 'true' } : {};
      return {
        status: 201,
        body: task,
        headers: { ETag: etagOf(task), Location: `/tasks/${task.id}`, ...again },
      };
    },
  });

const tasksOfLead = (tasks: TaskService): Operation =>
  operation({
    id: 'tasksOfLead',
    method: 'get',
    path: '/tasks/by-lead/{lead_id}',
    tag,
    summary: 'The tasks with this lead_id, oldest first',
    permission: 'read',
    params: z.object({ lead_id: leadIdField }),
    answers: { 200: { description: 'None is no error.', schema: z.array(taskSchema) } },
    handle: async ({ access, params }) => ok(await tasks.byLead(access, params.lead_id)),
  });

const getTask = (tasks: TaskService): Operation =>
  operation({
    id: 'getTask',
    method: 'get',
    path: '/tasks/{id}',
    tag,
    summary: 'One task',
    permission: 'read',
    params: taskPath,
    headers: { ...IF_MATCH, 'If-None-Match': 'Answer 304 while the task still has this ETag.' },
    answers: { 200: theTask, 304: { description: 'It has not changed.', headers: ETAG } },
    problems: ['unknown_task', 'version_mismatch'],
    async handle({ access, params, request }) {
      const task = await tasks.get(access, params.id);
      refuseOtherVersion(task, readIfMatch(request));
      return isNotModified(request, task) ? { status: 304, headers: { ETag: etagOf(task) } } : answer(task);
    },
  });

const changeTask = (tasks: TaskService, method: 'put' | 'patch'): Operation =>
  operation({
    id: method === 'put' ? 'putTask' : 'changeTask',
    method,
    path: '/tasks/{id}',
    tag,
    summary: 'Change the fields that are sent, and leave the others',
    permission: 'write',
    params: taskPath,
    headers: IF_MATCH,
    body: {
      schema: taskChangesSchema,
      ...(method === 'patch' && { types: ['application/json', 'application/merge-patch+json'] }),
    },
    answers: { 200: theTask },
    problems: ['unknown_task', 'version_mismatch'],
    handle: async ({ access, params, body, request }) =>
      answer(await tasks.change(access, params.id, body, readIfMatch(request))),
  });

const deleteTask = (tasks: TaskService): Operation =>
  operation({
    id: 'deleteTask',
    method: 'delete',
    path: '/tasks/{id}',
    tag,
    summary: 'Delete a task',
    description: 'From then on it is 404 everywhere but in the feed, where it stays as a tombstone.',
    permission: 'write',
    params: taskPath,
    headers: IF_MATCH,
    answers: { 204: { description: 'Deleted.' } },
    problems: ['unknown_task', 'version_mismatch'],
    async handle({ access, params, request }) {
      await tasks.delete(access, params.id, readIfMatch(request));
      return { status: 204 };
    },
  });

const restoreTask = (tasks: TaskService): Operation =>
  operation({
    id: 'restoreTask',
    method: 'post',
    path: '/tasks/{id}/restore',
    tag,
    summary: 'Undo the deletion of a task',
    permission: 'write',
    params: taskPath,
    headers: IF_MATCH,
    answers: { 200: theTask },
    problems: ['unknown_task', 'version_mismatch'],
    handle: async ({ access, params, request }) =>
      answer(await tasks.restore(access, params.id, readIfMatch(request))),
  });

const taskHistory = (tasks: TaskService): Operation =>
  operation({
    id: 'taskHistory',
    method: 'get',
    path: '/tasks/{id}/history',
    tag,
    summary: 'Every version of a task: who changed what, from where and when; oldest first',
    permission: 'read',
    params: taskPath,
    answers: {
      200: { description: 'The history, also of a deleted task.', schema: z.array(historyEntrySchema) },
    },
    problems: ['unknown_task'],
    handle: async ({ access, params }) => ok(await tasks.history(access, params.id)),
  });

function answer(task: Task): Answer {
  return ok(task, { ETag: etagOf(task) });
}

/** Relative, so that it holds behind any proxy or tunnel. */
function nextAddress(request: Request, token: string): string {
  const query = new URLSearchParams(request.query as Record<string, string>);
  query.set('page', token);
  return `/tasks?${query.toString()}`;
}

function readIdempotencyKey(request: Request): string | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return key;
  throw new ProblemError(
    'invalid_request',
    'Idempotency-Key must be 1 to 255 printable ASCII characters without blanks, e.g. a UUID. Nothing was changed.',
  );
}
