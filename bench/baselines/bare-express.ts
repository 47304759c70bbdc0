/** The baseline in this language: Express and prepared statements alone, without validation, keys, history or feed. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import BetterSqlite3 from 'better-sqlite3';
import express, { type Express } from 'express';

const COLUMNS = 'id, title, status, lead_id, notes, version, created_at, updated_at';

function openTable(path: string): BetterSqlite3.Database {
  const database = new BetterSqlite3(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.exec(`create table if not exists tasks (
    id text primary key not null, title text not null, status text not null, lead_id text, notes text not null,
    version integer not null, created_at text not null, updated_at text not null)`);
  return database;
}

function prepare(database: BetterSqlite3.Database) {
  return {
    one: database.prepare<[string]>(`select ${COLUMNS} from tasks where id = ?`),
    list: database.prepare<[number]>(`select ${COLUMNS} from tasks order by rowid limit ?`),
    insert: database.prepare<[object]>(
      `insert into tasks (${COLUMNS}) values (@id, @title, @status, @lead_id, @notes, 1, @now, @now) returning ${COLUMNS}`,
    ),
    update: database.prepare<[object]>(
      `update tasks set title = coalesce(@title, title), status = coalesce(@status, status), notes = coalesce(@notes, notes),
       version = version + 1, updated_at = @now where id = @id returning ${COLUMNS}`,
    ),
  };
}

function createApp(statements: ReturnType<typeof prepare>): Express {
  const app = express();
  app.get('/tasks/:id', (request, response) => void response.json(statements.one.get(request.params.id)));
  app.get(
    '/tasks',
    (request, response) => void response.json(statements.list.all(Number(request.query['limit']))),
  );
  app.post('/tasks', express.json(), (request, response) => {
    const fields = request.body as object;
    const row = {
      status: 'TODO',
      lead_id: null,
      notes: '',
      ...fields,
      id: randomUUID(),
      now: new Date().toISOString(),
    };
    response.status(201).json(statements.insert.get(row));
  });
  app.patch('/tasks/:id', express.json(), (request, response) => {
    const fields = request.body as object;
    const row = { title: null, status: null, notes: null, ...fields, id: request.params.id };
    response.json(statements.update.get({ ...row, now: new Date().toISOString() }));
  });
  return app;
}

function main(path: string): void {
  const server = createApp(prepare(openTable(path))).listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
  });
}

main(process.argv[2] ?? ':memory:');
