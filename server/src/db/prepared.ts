/**
 * Queries that every request makes, compiled once: on SQLite they run at once on a prepared statement, which takes a tenth of the time
 * of building, compiling and sending them through Kysely. The SQL is Kysely's all the same, so PostgreSQL reads it too.
 */
import { sql, type Compilable, type CompiledQuery, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { chunksOf } from './chunks';
import { isPostgres } from './is-postgres';
import { sqliteFor } from './sqlite-connections';
import type { Database } from './tables';

/** A list is for `oneOf`. */
type Value = string | number | null | readonly string[];
/** The values that change from call to call, by name. */
type Values = { readonly [name: string]: Value };
/** Stands in the query where a value will be. */
type Slot<V extends Values> = <N extends keyof V & string>(name: N) => V[N];

export interface Prepared<V extends Values, Row> {
  all(db: Kysely<Database>, values: V): Promise<Row[]>;
  first(db: Kysely<Database>, values: V): Promise<Row | undefined>;
}

class NamedValue {
  constructor(readonly name: string) {}
}

/** Compiled, and where in its parameters the named values go. All of them have rows. */
interface Ready {
  readonly query: CompiledQuery;
  readonly isRead: boolean;
}

/** Curried, so that the types of the values are given and those of the rows found: `prepared<{ id: string }>()((db, value) => …)`. */
export function prepared<V extends Values>() {
  return <Row>(build: (db: Kysely<Database>, value: Slot<V>) => Compilable<Row>): Prepared<V, Row> => {
    const slot = ((name: string) => new NamedValue(name)) as unknown as Slot<V>;
    const ready = { sqlite: undefined as Ready | undefined, postgres: undefined as Ready | undefined };
    const readyFor = (db: Kysely<Database>): Ready => {
      const kind = isPostgres(db) ? 'postgres' : 'sqlite';
      return (ready[kind] ??= compile(build(db, slot)));
    };
    const all = async (db: Kysely<Database>, values: V): Promise<Row[]> => {
      const { query, isRead } = readyFor(db);
      const parameters = query.parameters.map((parameter) => valueOf(parameter, values, db));
      const connection = sqliteFor(db, isRead);
      if (connection !== undefined) return connection.prepareRows(query.sql).all(parameters) as Row[];
      return (await db.executeQuery<Row>({ ...query, parameters })).rows;
    };
    return { all, first: (db, values) => all(db, values).then(firstOf) };
  };
}

function firstOf<Row>(rows: readonly Row[]): Row | undefined {
  return rows[0];
}

function compile(query: Compilable): Ready {
  const compiled = query.compile();
  return { query: compiled, isRead: compiled.query.kind === 'SelectQueryNode' };
}

function valueOf(parameter: unknown, values: Values, db: Kysely<Database>): unknown {
  if (!(parameter instanceof NamedValue)) return parameter;
  const value = values[parameter.name];
  return Array.isArray(value) && !isPostgres(db) ? JSON.stringify(value) : value;
}

/** `column in (…)` with a list of any length, also an empty one, as a single value: so the statement stays the same. */
export function oneOf(db: Kysely<Database>, column: string, list: readonly string[]): RawBuilder<SqlBool> {
  return isPostgres(db)
    ? sql<SqlBool>`${sql.ref(column)} = any(${list})`
    : sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${list}))`;
}

/**
 * For writing many rows: on SQLite a statement for one row, run for each, which is quicker than building one for many; elsewhere a
 * statement for as many rows as a message may hold, since each is a journey to the server.
 * @param build the statement for any number of rows; all its values stand in them
 * @param buildOne where another statement does the same for a single row with less work
 */
export function preparedRows<Row extends object>(
  columns: readonly (keyof Row & string)[],
  build: (db: Kysely<Database>, rows: readonly Row[]) => Compilable<unknown>,
  buildOne = (db: Kysely<Database>, row: Row): Compilable<unknown> => build(db, [row]),
): (db: Kysely<Database>, rows: readonly Row[]) => Promise<void> {
  const slots = Object.fromEntries(columns.map((name) => [name, new NamedValue(name)])) as unknown as Row;
  let one: { readonly sql: string; readonly names: readonly (keyof Row)[] } | undefined;
  return async (db, rows) => {
    const connection = sqliteFor(db, false);
    if (connection === undefined) {
      for (const chunk of chunksOf(rows)) await db.executeQuery(build(db, chunk).compile());
      return;
    }
    one ??= namesIn<Row>(buildOne(db, slots).compile());
    const statement = connection.prepare(one.sql);
    for (const row of rows) statement.run(...valuesOf(row, one.names));
  };
}

function namesIn<Row>({ sql, parameters }: CompiledQuery) {
  return { sql, names: parameters.map((parameter) => (parameter as NamedValue).name as keyof Row) };
}

function valuesOf<Row>(row: Row, names: readonly (keyof Row)[]): unknown[] {
  const values = new Array<unknown>(names.length);
  for (let place = 0; place < names.length; place += 1) values[place] = row[names[place] as keyof Row];
  return values;
}
