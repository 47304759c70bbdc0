/** Names the columns that the sync does not use, so that none of them can be taken for one that it does. */
import { FIELDS } from './fields';
import { headerKey } from './header-key';

export interface ExtraColumn {
  /** In the file, from 0. */
  readonly position: number;
  /** In the file; '' when it has none. */
  readonly header: string;
  /** On the sheet. */
  readonly name: string;
}

const RESERVED: ReadonlySet<string> = new Set(FIELDS.map(headerKey));

/** Names differ from each other in any case, and from the six columns however they are written. */
export function nameExtraColumns(header: readonly string[], positions: readonly number[]): ExtraColumn[] {
  const inFile = new Set(header.map((text) => text.toLowerCase()));
  const taken = new Set<string>();
  return positions.map((position) => {
    const text = header[position] ?? '';
    const name = distinctName(text === '' ? `Column ${position + 1}` : text, text === '', inFile, taken);
    taken.add(name.toLowerCase());
    return { position, header: text, name };
  });
}

/** A made-up name also keeps clear of every header in the file, so that the file's own names stay. */
function distinctName(
  name: string,
  madeUp: boolean,
  inFile: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): string {
  const isFree = (text: string, invented: boolean): boolean =>
    !taken.has(text.toLowerCase()) && !(invented && inFile.has(text.toLowerCase()));
  if (isFree(name, madeUp) && !RESERVED.has(headerKey(name))) return name;
  let count = 2;
  while (!isFree(`${name} (${count})`, true)) count += 1;
  return `${name} (${count})`;
}
