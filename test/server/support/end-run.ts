/** Jest's global teardown: ends the PostgreSQL of the run, if any file started one, and removes its folder. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresServer } from './postgres';

export default async function endRun(): Promise<void> {
  const folder = process.env['TEST_RUN_FOLDER'];
  if (folder === undefined) return;
  const file = join(folder, 'server.json');
  if (existsSync(file)) await end(JSON.parse(readFileSync(file, 'utf8')) as Partial<PostgresServer>);
  rmSync(folder, { recursive: true, force: true });
}

/** The keeper stops the server before it ends itself. */
async function end({ keeper }: Partial<PostgresServer>): Promise<void> {
  if (keeper === undefined) return;
  signal(keeper, 'SIGTERM');
  while (signal(keeper, 0)) await new Promise((resolve) => setTimeout(resolve, 50));
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}
