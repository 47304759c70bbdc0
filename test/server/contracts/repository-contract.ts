/** What the repositories promise on any database. The suite of a database opens an empty one for each test. */
import type { Kysely } from 'kysely';
import type { Author } from '../../../server/src/access/access';
import { readChangeFeed, takeChangeNumbers } from '../../../server/src/db/change-feed-repository';
import type { Database } from '../../../server/src/db/tables';
import { findHistory } from '../../../server/src/history/repository';
import { loadWorkingSet, readFeed, saveWorkingSet } from '../../../server/src/sync/repository';
import { findSource, saveSource } from '../../../server/src/sync/source-repository';
import { findAnswer, keepAnswer } from '../../../server/src/tasks/idempotency-repository';
import { findTask, findTasks, listTasks } from '../../../server/src/tasks/repository';
import { saveTasks as saveChanges } from '../../../server/src/tasks/save-tasks';
import { changeTask, deleteTask, makeTask, type StoredTask } from '../../../server/src/tasks/stored-task';
import type { SyncOperation } from '../../../src/contract';

const WS = 'default';
const AUTHOR: Author = {
  workspace: WS,
  actor: { kind: 'key', name: 'a key' },
  origin: { kind: 'api', source: null },
};
const saveTasks = (db: Kysely<Database>, tasks: readonly StoredTask[]) =>
  saveChanges(
    db,
    AUTHOR,
    tasks.map((after) => ({ before: null, after })),
  );
let made = 0;
const maker = {
  now: () => new Date(Date.UTC(2026, 0, 1) + (made += 1)),
  newId: () => `task-${(made += 1)}`,
};
const newTask = (title: string, fields: Partial<StoredTask> = {}): StoredTask => ({
  ...makeTask({ title, status: 'TODO', lead_id: null, notes: '' }, maker),
  ...fields,
});

export function describeRepositories(database: string, open: () => Promise<Kysely<Database>>): void {
  describe(`repositories on ${database}`, () => {
    let db: Kysely<Database>;
    beforeEach(async () => {
      db = await open();
    });
    afterEach(() => db.destroy());

    const titles = async (filter: Parameters<typeof listTasks>[2]) =>
      (await listTasks(db, WS, filter)).map(({ task }) => task.title);
    const feedOf = async (position = 0, source: string | null = null) =>
      (await readFeed(db, { workspace: WS, source }, position, 100)).map((entry) => [
        entry.task.title,
        entry.position,
      ]);

    describe('tasks', () => {
      test('come back as they were saved', async () => {
        const task = newTask('a', { lead_id: 'L', notes: 'n\n😀', status: 'DONE' });
        await saveTasks(db, [task]);
        expect(await findTask(db, WS, task.id)).toEqual(task);
        expect(await findTask(db, WS, 'other')).toBeUndefined();
      });

      test('are found by many ids, deleted ones included; no ids find none', async () => {
        const tasks = [newTask('a'), deleteTask(newTask('b'), maker), newTask('c')];
        await saveTasks(db, tasks);
        const found = await findTasks(db, WS, [tasks[0]!.id, tasks[1]!.id, 'other']);
        expect(found.map((task) => task.title).sort()).toEqual(['a', 'b']);
        expect(await findTasks(db, WS, [])).toEqual([]);
      });

      test('are listed in the order they were made, also after changes, without deleted ones', async () => {
        const [a, b, c] = [newTask('a'), newTask('b'), newTask('c')];
        await saveTasks(db, [a, b, c]);
        await saveTasks(db, [deleteTask(b, maker), changeTask(a, { title: 'a2' }, maker)]);
        expect(await titles({})).toEqual(['a2', 'c']);
        const [first] = await listTasks(db, WS, { limit: 1 });
        expect(await titles({ after: first!.createdSeq })).toEqual(['c']);
      });

      test('are filtered by status, lead and text, with wildcards taken literally', async () => {
        await saveTasks(db, [
          newTask('Ünder 50%', { status: 'DONE' }),
          newTask('under_50', { lead_id: 'L' }),
          newTask('other', { notes: 'back\\slash' }),
        ]);
        expect(await titles({ status: 'DONE' })).toEqual(['Ünder 50%']);
        expect(await titles({ lead_id: 'L' })).toEqual(['under_50']);
        expect(await titles({ q: 'üNDER' })).toEqual(['Ünder 50%']);
        expect(await titles({ q: '0%' })).toEqual(['Ünder 50%']);
        expect(await titles({ q: 'R_5' })).toEqual(['under_50']);
        expect(await titles({ q: 'K\\S' })).toEqual(['other']);
      });
    });

    describe('change numbers', () => {
      test('grow by one with each task saved, and order the feed', async () => {
        const many = Array.from({ length: 250 }, (_, place) => newTask(`t${place}`));
        await saveTasks(db, many);
        await saveTasks(db, [changeTask(many[7]!, { status: 'DONE' }, maker)]);
        expect((await readChangeFeed(db, WS)).last_change).toBe(251);
        expect(await feedOf(248)).toEqual([
          ['t248', 249],
          ['t249', 250],
          ['t7', 251],
        ]);
      });

      test('of a transaction that is rolled back are given again', async () => {
        const failing = db.transaction().execute(async (transaction) => {
          await saveTasks(transaction, [newTask('lost'), newTask('lost')]);
          throw new Error('stop');
        });
        await expect(failing).rejects.toThrow('stop');
        expect(await takeChangeNumbers(db, WS, 1)).toBe(1);
        expect(await feedOf()).toEqual([]);
      });

      test('are not raised when nothing is saved', async () => {
        await saveTasks(db, []);
        expect((await readChangeFeed(db, WS)).last_change).toBe(0);
      });
    });

    test('each database has an epoch of its own', async () => {
      const other = await open();
      const epochs = [await readChangeFeed(db, WS), await readChangeFeed(other, WS)].map(
        (feed) => feed.epoch,
      );
      await other.destroy();
      expect(new Set(epochs).size).toBe(2);
      expect(epochs[0]).toMatch(/^[0-9a-f-]{36}$/);
    });

    describe('working sets', () => {
      const link = (lead_id: string, task_id: string): SyncOperation => ({ op: 'link', lead_id, task_id });
      const load = (source: string, operations: SyncOperation[]) =>
        loadWorkingSet(db, { workspace: WS, source }, operations);
      const leads = async (source: string, ...ids: string[]) => {
        const set = await load(
          source,
          ids.map((id) => link(id, 'none')),
        );
        return ids.map((id) => set.taskOfLead(id)?.title);
      };

      test('keep links and states per source; leads may swap their tasks', async () => {
        const [a, b] = [newTask('a'), newTask('b')];
        await saveTasks(db, [a, b]);
        for (const source of ['s1', 's2']) {
          const set = await load(source, [link('L1', a.id), link('L2', b.id)]);
          set.link('L1', a);
          set.link('L2', b);
          set.putState(a, `${source} a`);
          await saveWorkingSet(db, AUTHOR, source, set);
        }
        const swap = await load('s1', [link('L1', b.id), link('L2', a.id)]);
        expect(swap.stateOf(a)).toEqual({ state: 's1 a', version: 1 });
        expect(swap.stateOf(b)).toBeUndefined();
        swap.link('L1', b);
        swap.link('L2', a);
        await saveWorkingSet(db, AUTHOR, 's1', swap);
        expect(await leads('s1', 'L1', 'L2', 'L3')).toEqual(['b', 'a', undefined]);
        expect(await leads('s2', 'L1', 'L2')).toEqual(['a', 'b']);
      });

      test('see a link that another lead has to the task named', async () => {
        const a = newTask('a');
        await saveTasks(db, [a]);
        const set = await load('s1', [link('L1', a.id)]);
        set.link('L1', a);
        await saveWorkingSet(db, AUTHOR, 's1', set);
        const thief = await load('s1', [link('L2', a.id)]);
        thief.link('L2', a);
        await saveWorkingSet(db, AUTHOR, 's1', thief);
        expect(await leads('s1', 'L1', 'L2')).toEqual([undefined, 'a']);
      });

      test('replace a state, and the feed gives it to its source only', async () => {
        const a = newTask('a');
        await saveTasks(db, [a]);
        for (const state of ['old', 'new']) {
          const set = await load('s1', [link('L1', a.id)]);
          set.putState(a, state);
          await saveWorkingSet(db, AUTHOR, 's1', set);
        }
        const seen = async (source: string | null) =>
          (await readFeed(db, { workspace: WS, source }, 0, 1))[0]?.task.source_state;
        expect([await seen('s1'), await seen('s2'), await seen(null)]).toEqual(['new', null, null]);
      });
    });

    test('the last run and the sheet of a source are kept per source', async () => {
      const [one, two] = [
        { workspace: WS, source: 's1' },
        { workspace: WS, source: 's2' },
      ];
      expect(await findSource(db, one)).toBeUndefined();
      const sheet = { name: 'Leads', url: 'https://sheets.example/1' };
      await saveSource(db, one, undefined, { run: 4, sheet });
      await saveSource(db, one, await findSource(db, one), { run: 5, sheet: undefined });
      await saveSource(db, two, undefined, { run: 1, sheet: undefined });
      expect(await findSource(db, one)).toEqual({
        ...one,
        last_run: 5,
        sheet_name: 'Leads',
        sheet_url: sheet.url,
      });
      expect(await findSource(db, two)).toEqual({ ...two, last_run: 1, sheet_name: null, sheet_url: null });
    });

    test('each version has its history: who, from where, which field, old and new', async () => {
      const made = newTask('a', { lead_id: 'L' });
      const moved = changeTask(made, { status: 'DONE', title: 'b' }, maker);
      const gone = deleteTask(moved, maker);
      await saveChanges(db, AUTHOR, [{ before: null, after: made }]);
      await saveChanges(db, AUTHOR, [{ before: made, after: moved }]);
      const sheet: Author = { ...AUTHOR, origin: { kind: 'sheet', source: 's1' } };
      await saveChanges(db, sheet, [{ before: moved, after: gone }]);
      const entries = await findHistory(db, WS, made.id);
      expect(
        entries.map(({ version, action, origin }) => [version, action, origin.kind, origin.source]),
      ).toEqual([
        [1, 'created', 'api', null],
        [2, 'changed', 'api', null],
        [3, 'deleted', 'sheet', 's1'],
      ]);
      expect(entries[1]).toMatchObject({ at: moved.updated_at, actor: AUTHOR.actor });
      expect(entries.map(({ changes }) => changes)).toEqual([
        [
          { field: 'title', from: null, to: 'a' },
          { field: 'status', from: null, to: 'TODO' },
          { field: 'lead_id', from: null, to: 'L' },
        ],
        [
          { field: 'title', from: 'a', to: 'b' },
          { field: 'status', from: 'TODO', to: 'DONE' },
        ],
        [],
      ]);
      expect(await findHistory(db, 'other', made.id)).toEqual([]);
    });

    test('answers are kept under their keys until they are too old', async () => {
      const answer = (key: string, day: string) => ({
        workspace: WS,
        key,
        fingerprint: 'f',
        answer: '{}',
        task_id: 't',
        created_at: `2026-01-${day}`,
      });
      await keepAnswer(db, answer('a', '01'), '2025-12-01');
      await keepAnswer(db, answer('b', '09'), '2026-01-02');
      expect(await findAnswer(db, WS, 'a')).toBeUndefined();
      expect(await findAnswer(db, WS, 'b')).toEqual(answer('b', '09'));
      await expect(keepAnswer(db, answer('b', '09'), '2026-01-02')).rejects.toHaveProperty('code');
    });
  });
}
