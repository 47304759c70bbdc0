/** The first tables: tasks with their change numbers, and what the sync keeps per source. */
import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Migration } from 'kysely';
import type { Database } from '../tables';

export const tasksLinksAndFeed: Migration = {
  async up(db: Kysely<Database>) {
    await createTasks(db);
    await createSyncTables(db);
    await createIdempotencyKeys(db);
    await createChangeFeed(db);
  },
};

async function createTasks(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('tasks')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('lead_id', 'text')
    .addColumn('notes', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('deleted_at', 'text')
    .addColumn('change_seq', 'bigint', (column) => column.notNull().unique())
    .addColumn('created_seq', 'bigint', (column) => column.notNull().unique())
    .execute();
  await db.schema.createIndex('tasks_lead_id').on('tasks').column('lead_id').execute();
}

async function createSyncTables(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('links')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('lead_id', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text', (column) => column.notNull().references('tasks.id'))
    .addPrimaryKeyConstraint('links_pk', ['source', 'lead_id'])
    .addUniqueConstraint('links_task', ['source', 'task_id'])
    .execute();
  await db.schema
    .createTable('source_states')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text', (column) => column.notNull().references('tasks.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('source_states_pk', ['source', 'task_id'])
    .execute();
  await db.schema
    .createTable('sources')
    .addColumn('source', 'text', (column) => column.primaryKey().notNull())
    .addColumn('last_run', 'bigint', (column) => column.notNull())
    .execute();
}

async function createIdempotencyKeys(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('idempotency_keys')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('idempotency_keys_created_at')
    .on('idempotency_keys')
    .column('created_at')
    .execute();
}

async function createChangeFeed(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('change_feed')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('last_change', 'bigint', (column) => column.notNull())
    .addColumn('purged_through', 'bigint', (column) => column.notNull())
    .execute();
  // In plain SQL, because the types know the tables as later migrations left them.
  await sql`insert into change_feed (id, epoch, last_change, purged_through) values (1, ${randomUUID()}, 0, 0)`.execute(
    db,
  );
}
