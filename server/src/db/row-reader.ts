/** Reads rows as lists of values and names these here: better-sqlite3 takes a quarter longer when it does that itself. */
import type BetterSqlite3 from 'better-sqlite3';

export class RowReader {
  readonly #statement: BetterSqlite3.Statement<unknown[]>;
  readonly #names: readonly string[];

  /** @param statement with rows, and nobody else's */
  constructor(statement: BetterSqlite3.Statement<unknown[]>) {
    this.#statement = statement.raw();
    this.#names = statement.columns().map(({ name }) => name);
  }

  all(parameters: readonly unknown[]): Record<string, unknown>[] {
    const rows = this.#statement.all(...parameters) as unknown[][];
    return rows.map((values) => this.#named(values));
  }

  #named(values: readonly unknown[]): Record<string, unknown> {
    const row: Record<string, unknown> = {};
    for (let place = 0; place < this.#names.length; place += 1)
      row[this.#names[place] as string] = values[place];
    return row;
  }
}
