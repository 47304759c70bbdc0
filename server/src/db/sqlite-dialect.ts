/**
 * Kysely's SQLite dialect with the lock taken when a write transaction begins, prepared statements kept, and reads on connections
 * of their own.
 */
import type { CompiledQuery } from 'kysely';
import {
  SelectQueryNode,
  SqliteAdapter,
  SqliteDialect,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { closeConnections, type SqliteConnection, type SqliteConnections } from './sqlite-connections';
import { Turns, type EndTurn } from './turns';

export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #connections: SqliteConnections;

  constructor(connections: SqliteConnections) {
    super({ database: connections.writer.database });
    this.#connections = connections;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#connections);
  }

  override createAdapter(): TransactionalDdlAdapter {
    return new TransactionalDdlAdapter();
  }
}

/** SQLite rolls schema changes back, so a migration that fails or is killed leaves nothing, and two starting processes take turns. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateSqliteDriver implements Driver {
  readonly #connections: SqliteConnections;
  readonly #writing = new Turns();
  readonly #readingTogether = new Turns();

  constructor(connections: SqliteConnections) {
    this.#connections = connections;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  /** Nothing is taken before it is known what is wanted: a read need not wait for its turn. */
  acquireConnection(): Promise<Lane> {
    return Promise.resolve(new Lane(this.#connections, this.#writing, this.#readingTogether));
  }

  beginTransaction(lane: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    return (lane as Lane).begin(accessMode === 'read only');
  }

  commitTransaction(lane: DatabaseConnection): Promise<void> {
    return (lane as Lane).end('commit');
  }

  rollbackTransaction(lane: DatabaseConnection): Promise<void> {
    return (lane as Lane).end('rollback');
  }

  releaseConnection(lane: DatabaseConnection): Promise<void> {
    return (lane as Lane).leave();
  }

  destroy(): Promise<void> {
    closeConnections(this.#connections);
    return Promise.resolve();
  }
}

interface Held {
  readonly connection: SqliteConnection;
  readonly end: EndTurn;
}

/** What Kysely takes for a connection: one user's way to the connections that there are. */
class Lane implements DatabaseConnection {
  readonly #connections: SqliteConnections;
  readonly #writing: Turns;
  readonly #readingTogether: Turns;
  /** While in a transaction. */
  #held: Held | null = null;

  constructor(connections: SqliteConnections, writing: Turns, readingTogether: Turns) {
    this.#connections = connections;
    this.#writing = writing;
    this.#readingTogether = readingTogether;
  }

  /** A deferred transaction that reads first and writes later can fail at once with SQLITE_BUSY, in spite of busy_timeout. */
  async begin(isReadOnly: boolean): Promise<void> {
    const { writer, readers } = this.#connections;
    const isAside = isReadOnly && readers !== null;
    const end = await (isAside ? this.#readingTogether : this.#writing).take();
    const connection = isAside ? readers.snapshot : writer;
    try {
      connection.prepare(isReadOnly ? 'begin' : 'begin immediate').run();
      this.#held = { connection, end };
    } catch (error) {
      end();
      throw error;
    }
  }

  /** A commit that fails may be followed by a rollback, so only what has ended the transaction ends the turn. */
  end(command: 'commit' | 'rollback'): Promise<void> {
    const { database } = this.#held?.connection ?? this.#connections.writer;
    // SQLite ends a transaction by itself when, for example, the disk is full; the first error tells more than "no transaction".
    if (command === 'commit' || database.inTransaction) this.#held?.connection.prepare(command).run();
    return this.leave();
  }

  leave(): Promise<void> {
    this.#held?.end();
    this.#held = null;
    return Promise.resolve();
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#held !== null) return run(this.#held.connection, query);
    const { writer, readers } = this.#connections;
    if (readers !== null && SelectQueryNode.is(query.query)) return run(readers.latest, query);
    const end = await this.#writing.take();
    // A checkpoint would wait for a reader of this process, and the reader for the checkpoint.
    const endOther = isPlain(query) ? null : await this.#readingTogether.take();
    try {
      return run(writer, query);
    } finally {
      endOther?.();
      end();
    }
  }

  streamQuery(): never {
    throw new Error('SQLite answers at once: read a page at a time instead of a stream.');
  }
}

/** Not plain SQL text, which can be anything. */
function isPlain({ query }: CompiledQuery): boolean {
  return query.kind !== 'RawNode';
}

function run<R>(connection: SqliteConnection, { sql, parameters }: CompiledQuery): QueryResult<R> {
  const statement = connection.prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) as R[] };
  const { changes, lastInsertRowid } = statement.run(parameters);
  return { numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] };
}
