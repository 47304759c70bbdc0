/** What the status bar says of a selection: sum, average and count, as far as its cells are numbers. */
export interface Summary {
  /** Cells that are not empty. */
  readonly count: number;
  /** Those of them that are numbers. */
  readonly numbers: number;
  readonly sum: number;
}

export interface Summed {
  readonly text: string;
  readonly input?: string;
}

export function summarize(cells: Iterable<Summed | null>): Summary {
  let [count, numbers, sum] = [0, 0, 0];
  for (const cell of cells) {
    if (cell === null || cell.text === '') continue;
    count += 1;
    const value = numberOf(cell);
    if (value === null) continue;
    numbers += 1;
    sum += value;
  }
  return { count, numbers, sum };
}

/** What is typed is exact; of a formula only the display is known. */
function numberOf({ text, input }: Summed): number | null {
  const source = input === undefined || input.startsWith('=') ? text : input;
  const plain = source.replace(/[\s,$€£¥]/g, '');
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?%?$/i.test(plain)) return null;
  return plain.endsWith('%') ? Number(plain.slice(0, -1)) / 100 : Number(plain);
}

export function summaryText({ count, numbers, sum }: Summary): string {
  if (count < 2) return '';
  if (numbers === 0) return `Count: ${count.toLocaleString('en')}`;
  const shown = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 });
  return `Sum: ${shown(sum)}   Avg: ${shown(sum / numbers)}   Count: ${count.toLocaleString('en')}`;
}
