/** Lines appended to a file, each a JSON value; a last line that a kill tore is as if it had not been written. */
import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';

interface Header {
  /** The snapshot that the lines go on from. */
  readonly generation: number;
}

export class JournalFile {
  private descriptor: number | undefined;
  private length = 0;

  constructor(private readonly file: string) {}

  /** Bytes. */
  get size(): number {
    return this.length;
  }

  /** The lines that go on from this snapshot; those of another are of no use. Later lines are appended to them. */
  load(generation: number): unknown[] {
    if (!existsSync(this.file)) return [];
    const text = readFileSync(this.file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const [header, ...records] = whole
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown);
    if ((header as Header | undefined)?.generation !== generation) return [];
    this.open(Buffer.byteLength(whole));
    return records;
  }

  /** Throws away what was there. */
  begin(generation: number): void {
    this.close();
    const header = `${JSON.stringify({ generation } satisfies Header)}\n`;
    const next = `${this.file}.${process.pid}.tmp`;
    writeFileSync(next, header);
    renameSync(next, this.file);
    this.open(Buffer.byteLength(header));
  }

  /** Lines are written from there on, over a torn one: what sticks out behind has no line end, and is torn again. */
  private open(length: number): void {
    this.descriptor = openSync(this.file, 'r+');
    this.length = length;
  }

  get isOpen(): boolean {
    return this.descriptor !== undefined;
  }

  /** The line has reached the operating system when this returns. */
  append(record: unknown): void {
    if (this.descriptor === undefined)
      throw new Error(`${this.file} is not open: begin() comes before append()`);
    const bytes = Buffer.from(`${JSON.stringify(record)}\n`);
    for (let written = 0; written < bytes.length;) {
      written += writeSync(this.descriptor, bytes, written, bytes.length - written, this.length + written);
    }
    this.length += bytes.length;
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }
}
