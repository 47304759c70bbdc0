/** Jest's global setup: names a folder for what the files of one run share. Nothing is started until a file needs it. */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function nameRunFolder(): void {
  process.env['TEST_RUN_FOLDER'] = newServerFolder();
  process.env['TEST_RUN_PID'] = String(process.pid);
}

/** A folder for a server; the user that PostgreSQL runs as must be able to enter it. */
export function newServerFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-postgres-'));
  chmodSync(folder, 0o755);
  return folder;
}
