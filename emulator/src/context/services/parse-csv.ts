/** Utilities.parseCsv: quotes, doubled quotes, line breaks inside quotes. */
import { exception } from '../signature';

export function parseCsv(csv: string, delimiter: string): string[][] {
  if (delimiter.length !== 1) throw exception('Invalid argument: delimiter');
  if (csv === '') return [];
  const rows: string[][] = [[]];
  const field = new RegExp(
    `("(?:[^"]|"")*"|[^\\${delimiter}\\r\\n]*)(\\${delimiter}|\\r\\n|\\n|\\r|$)`,
    'gy',
  );
  while (field.lastIndex < csv.length) {
    const match = field.exec(csv);
    if (!match) throw exception('Could not parse text.');
    const [, raw = '', end] = match;
    rows.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replace(/""/g, '"') : raw);
    if (end === delimiter && field.lastIndex >= csv.length) rows.at(-1)?.push('');
    if (end !== delimiter && end !== '' && field.lastIndex < csv.length) rows.push([]);
  }
  return rows;
}
