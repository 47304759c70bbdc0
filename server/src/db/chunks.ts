/** Cuts the rows of a batch insert into statements that stay under the databases' parameter limits (SQLite 32,766). */

const ROWS_PER_STATEMENT = 100;

export function chunksOf<T>(rows: readonly T[], size = ROWS_PER_STATEMENT): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < rows.length; start += size) chunks.push(rows.slice(start, start + size));
  return chunks;
}
