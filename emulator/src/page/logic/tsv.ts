/** Blocks of cells as text between programs: tabs between cells, quotes around what holds tabs, quotes or line ends. */

export function toTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quote).join('\t')).join('\n');
}

const quote = (text: string): string => (/["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows of a pasted text; a cell that begins with a quote ends with one and may hold anything between. */
export function fromTsv(text: string): string[][] {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= source.length) {
    const cell = readCell(source, at);
    rows.at(-1)?.push(cell.text);
    at = cell.end + 1;
    if (source[cell.end] === '\n') rows.push([]);
  }
  return rows;
}

function readCell(source: string, at: number): { text: string; end: number } {
  const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
  quoted.lastIndex = at;
  const match = quoted.exec(source);
  if (match) return { text: (match[1] ?? '').replaceAll('""', '"'), end: quoted.lastIndex };
  const plain = /[^\t\n]*/y;
  plain.lastIndex = at;
  return { text: plain.exec(source)?.[0] ?? '', end: plain.lastIndex };
}

/** The same block again and again until a larger one is filled, where it fits without a rest; else as it is. */
export function tile(
  rows: readonly (readonly string[])[],
  height: number,
  width: number,
): readonly (readonly string[])[] {
  const [across, down] = [rows[0]?.length ?? 0, rows.length];
  if (down === 0 || across === 0 || height % down !== 0 || width % across !== 0) return rows;
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => rows[row % down]?.[column % across] ?? ''),
  );
}
