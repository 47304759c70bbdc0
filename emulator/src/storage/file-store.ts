/** Keeps an emulator's state in a folder: files are replaced as a whole, so that a kill leaves the old one or the new one. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DEBOUNCE_MS = 50;

/** One stored part, and whether it has changed since it was written. */
interface Part {
  readonly revision: () => number;
  readonly write: () => void;
  written: number;
}

export class FileStore {
  private readonly parts: Part[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** `onProblem` hears of a write that failed when nobody was waiting for it. */
  constructor(
    private readonly folder: string,
    private readonly onProblem: (problem: string) => void,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** What the folder holds of a part; undefined when there is none yet. Throws for a file that is no JSON. */
  load(name: string): unknown {
    const file = this.fileOf(name);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw new Error(`${file} is damaged; delete it or start with another folder`, { cause });
    }
  }

  /** `revision` must grow with each change of what `read` gives. */
  keep(name: string, revision: () => number, read: () => unknown): void {
    this.keepBy(revision, () => this.write(name, read()));
  }

  /** For a part that has its own way of writing. */
  keepBy(revision: () => number, write: () => void): void {
    this.parts.push({ revision, write, written: revision() });
  }

  /** Something changed: writes soon, many changes at once. */
  touch(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => this.tryFlush(), DEBOUNCE_MS);
    this.timer.unref();
  }

  /** Writes what has changed, in the order in which parts were added. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const part of this.parts) {
      const revision = part.revision();
      if (revision === part.written) continue;
      part.write();
      part.written = revision;
    }
  }

  private tryFlush(): void {
    try {
      this.flush();
    } catch (error) {
      this.onProblem(`The state could not be stored in ${this.folder}: ${(error as Error).message}`);
    }
  }

  /** Replaces a file as a whole. */
  write(name: string, value: unknown): void {
    const file = this.fileOf(name);
    const next = `${file}.${process.pid}.tmp`;
    writeFileSync(next, JSON.stringify(value));
    renameSync(next, file);
  }

  private fileOf(name: string): string {
    return path.join(this.folder, `${name}.json`);
  }
}
