/** Puts every row into a workspace, and adds history, keys, sign-in, the audit log and the outbox of webhooks. Plain SQL that both databases read alike. */
import { sql, type Kysely, type Migration } from 'kysely';
import type { Database } from '../tables';

/** Where everything is that was there before, and what a tracker without keys uses. A year, until somebody sets another. */
const DEFAULT_WORKSPACE = { id: 'default', name: 'default', retention_days: 365 };
const REPLACED = ['tasks', 'links', 'source_states', 'sources', 'idempotency_keys', 'change_feed'] as const;

export const workspacesHistoryAndAccess: Migration = {
  async up(db: Kysely<Database>) {
    for (const index of ['tasks_lead_id', 'idempotency_keys_created_at'])
      await db.schema.dropIndex(index).execute();
    for (const table of REPLACED) await db.schema.alterTable(table).renameTo(`${table}_1`).execute();
    await createWorkspaces(db);
    await createTasks(db);
    await createSyncTables(db);
    await createAccess(db);
    await createOutbox(db);
    await moveRows(db);
    for (const table of [...REPLACED].reverse()) await db.schema.dropTable(`${table}_1`).execute();
    await createIndexes(db);
  },
};

async function run(db: Kysely<Database>, statements: string): Promise<void> {
  for (const statement of statements.split(';').filter((text) => text.trim() !== ''))
    await sql.raw(statement).execute(db);
}

async function createWorkspaces(db: Kysely<Database>): Promise<void> {
  await run(
    db,
    `create table workspaces (
       id text not null, name text not null, created_at text not null, retention_days integer,
       constraint workspaces_key primary key (id));
     create table change_feed (
       workspace text not null, epoch text not null, last_change bigint not null, purged_through bigint not null,
       constraint change_feed_key primary key (workspace));
     create table markers (name text not null, value text not null, constraint markers_key primary key (name))`,
  );
  await db
    .insertInto('workspaces')
    .values({ ...DEFAULT_WORKSPACE, created_at: new Date().toISOString() })
    .execute();
}

async function createTasks(db: Kysely<Database>): Promise<void> {
  await run(
    db,
    `create table tasks (
       workspace text not null, id text not null, title text not null, status text not null, lead_id text, notes text not null,
       version integer not null, created_at text not null, updated_at text not null, deleted_at text,
       change_seq bigint not null, created_seq bigint not null,
       constraint tasks_key primary key (workspace, id));
     create table task_history (
       workspace text not null, task_id text not null, version integer not null, change_seq bigint not null, at text not null,
       action text not null, actor_kind text not null, actor_name text not null, origin text not null, source text,
       changes text not null,
       constraint task_history_key primary key (workspace, task_id, version))`,
  );
}

async function createSyncTables(db: Kysely<Database>): Promise<void> {
  await run(
    db,
    `create table links (
       workspace text not null, source text not null, lead_id text not null, task_id text not null, sheet_row integer,
       constraint links_key primary key (workspace, source, lead_id),
       constraint links_of_task unique (workspace, task_id, source),
       constraint links_task_exists foreign key (workspace, task_id) references tasks (workspace, id));
     create table source_states (
       workspace text not null, source text not null, task_id text not null, state text not null, version integer not null,
       constraint source_states_key primary key (workspace, task_id, source),
       constraint source_states_task_exists foreign key (workspace, task_id) references tasks (workspace, id));
     create table sources (
       workspace text not null, source text not null, last_run bigint not null, sheet_name text, sheet_url text,
       constraint sources_key primary key (workspace, source));
     create table idempotency_keys (
       workspace text not null, key text not null, fingerprint text not null, answer text not null, task_id text not null,
       created_at text not null,
       constraint idempotency_keys_key primary key (workspace, key))`,
  );
}

async function createAccess(db: Kysely<Database>): Promise<void> {
  await run(
    db,
    `create table api_keys (
       id text not null, workspace text not null, name text not null, scopes text not null, hash text not null,
       created_at text not null, expires_at text, last_used_at text, revoked_at text,
       constraint api_keys_key primary key (id));
     create table sessions (
       hash text not null, workspace text not null, key_id text, name text not null, scopes text not null,
       created_at text not null, expires_at text not null,
       constraint sessions_key primary key (hash));
     create table sign_in_links (
       hash text not null, workspace text not null, name text not null, scopes text not null,
       created_at text not null, expires_at text not null, used_at text,
       constraint sign_in_links_key primary key (hash));
     create table audit_log (
       workspace text not null, id text not null, at text not null, actor_kind text not null, actor_name text not null,
       origin text not null, action text not null, subject text not null,
       constraint audit_log_key primary key (workspace, id))`,
  );
}

async function createOutbox(db: Kysely<Database>): Promise<void> {
  await run(
    db,
    `create table webhook_endpoints (
       workspace text not null, id text not null, kind text not null, url text not null, events text not null,
       secret text not null, previous_secret text, previous_until text, enabled integer not null, disabled_reason text,
       source text, created_at text not null,
       constraint webhook_endpoints_key primary key (workspace, id));
     create table deliveries (
       workspace text not null, id text not null, endpoint_id text not null, event_id text not null, type text not null,
       task_id text not null, payload text not null, state text not null, attempts integer not null, next_attempt_at text,
       locked_until text, last_status integer, last_error text, created_at text not null,
       constraint deliveries_key primary key (workspace, id))`,
  );
}

async function moveRows(db: Kysely<Database>): Promise<void> {
  await sql`insert into tasks (workspace, id, title, status, lead_id, notes, version, created_at, updated_at, deleted_at, change_seq, created_seq)
    select 'default', id, title, status, lead_id, notes, version, created_at, updated_at, deleted_at, change_seq, created_seq from tasks_1`.execute(
    db,
  );
  await sql`insert into links (workspace, source, lead_id, task_id) select 'default', source, lead_id, task_id from links_1`.execute(
    db,
  );
  await sql`insert into source_states (workspace, source, task_id, state, version)
    select 'default', source, task_id, state, version from source_states_1`.execute(db);
  await sql`insert into sources (workspace, source, last_run) select 'default', source, last_run from sources_1`.execute(
    db,
  );
  await sql`insert into change_feed (workspace, epoch, last_change, purged_through)
    select 'default', epoch, last_change, purged_through from change_feed_1`.execute(db);
  await moveIdempotencyKeys(db);
}

/** Those of the last days only; row by row, because both databases read JSON in their own way. */
async function moveIdempotencyKeys(db: Kysely<Database>): Promise<void> {
  type Kept = Omit<Database['idempotency_keys'], 'workspace' | 'task_id'>;
  const { rows } =
    await sql<Kept>`select key, fingerprint, answer, created_at from idempotency_keys_1`.execute(db);
  for (const row of rows) {
    const { id } = JSON.parse(row.answer) as { id: string };
    await db
      .insertInto('idempotency_keys')
      .values({ workspace: 'default', ...row, task_id: id })
      .execute();
  }
}

async function createIndexes(db: Kysely<Database>): Promise<void> {
  await run(
    db,
    `create unique index tasks_by_change on tasks (workspace, change_seq);
     create unique index tasks_by_creation on tasks (workspace, created_seq);
     create index tasks_by_status on tasks (workspace, status, created_seq);
     create index tasks_by_lead on tasks (workspace, lead_id);
     create index task_history_by_time on task_history (workspace, at);
     create index idempotency_keys_by_time on idempotency_keys (workspace, created_at);
     create index api_keys_by_name on api_keys (workspace, name);
     create index audit_log_by_time on audit_log (workspace, at, id);
     create index deliveries_due on deliveries (state, next_attempt_at);
     create index deliveries_of_endpoint on deliveries (workspace, endpoint_id, state)`,
  );
}
