/** The folder that keeps one start's state: used by one program at a time, and made from one leads file. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './options';

const LOCK = 'in-use-by';
const ORIGIN = 'leads-file.json';

/** What a start makes there, and nothing else: the folder may hold other things. */
const KEPT = [
  'sheet',
  'tracker.log',
  'rows-not-synced.txt',
  ORIGIN,
  ...['', '-wal', '-shm'].map((end) => `worktracker.db${end}`),
];

/**
 * Two programs on one folder would overwrite each other's edits.
 * @returns gives the folder back
 * @throws UsageError when another start uses it
 */
export function takeFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = path.join(folder, LOCK);
  const holder = Number(readText(lock) ?? 0);
  if (holder > 0 && isRunning(holder)) {
    throw new UsageError(
      `${folder} is in use by another start (process ${holder}). End that one, or choose another folder with --data.`,
    );
  }
  // A holder that is gone was killed; `wx` below decides between two that come at the same moment.
  rmSync(lock, { force: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch {
    throw new UsageError(
      `${folder} is in use by another start. End that one, or choose another folder with --data.`,
    );
  }
  return () => rmSync(lock, { force: true });
}

export function forget(folder: string): void {
  for (const name of KEPT) rmSync(path.join(folder, name), { recursive: true, force: true });
}

/** Notes which file the leads came from, by its contents. */
export function noteOrigin(folder: string, leadsFile: string): void {
  writeFileSync(path.join(folder, ORIGIN), JSON.stringify({ sha256: hashOf(leadsFile) }));
}

/** @throws UsageError when the folder's leads came from a file with other contents */
export function requireSameOrigin(folder: string, leadsFile: string): void {
  const text = readText(path.join(folder, ORIGIN));
  if (text === null) return;
  const { sha256 } = JSON.parse(text) as { sha256: string };
  if (sha256 === hashOf(leadsFile)) return;
  throw new UsageError(
    `${leadsFile} was not loaded: ${folder} keeps leads of another file, or of an earlier version of this one. Choose another folder with --data, or start over with --fresh.`,
  );
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
