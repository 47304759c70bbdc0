/** docs/emulator.md as data: its tables by heading. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(__dirname, '../../../..');
const FILE = path.join(ROOT, 'docs/emulator.md');

export interface Table {
  readonly heading: string;
  /** Cells of each row below the header, as plain text. */
  readonly rows: readonly (readonly string[])[];
}

export function readDocument(): string {
  return readFileSync(FILE, 'utf8');
}

export function tablesOf(text: string): readonly Table[] {
  const sections = text.split(/^#{2,3} /m).slice(1);
  return sections.map((section) => ({
    heading: section.slice(0, section.indexOf('\n')).trim(),
    rows: section.split('\n').flatMap(rowOf).slice(1),
  }));
}

/** None for lines outside tables, and for the line below a header. */
function rowOf(line: string): string[][] {
  if (!line.startsWith('|') || /^\|[\s|:-]*-[\s|:-]*\|$/.test(line)) return [];
  const cells = line
    .slice(1)
    .replace(/\|\s*$/, '')
    .split(/(?<!\\)\|/);
  return [cells.map(unescaped)];
}

/** Without the backslashes that Markdown asks for. */
function unescaped(cell: string): string {
  return cell.trim().replace(/\\([\\|_*`<>[\]])/g, '$1');
}
