/** Explains that no row of a file names its columns: what stands there, and what would be recognised. */
import { quoted } from './describe-reading';
import { hasAddress, isBlank, isBlankRow } from './find-header-row';
import { LeadsFileError } from './leads-file-error';
import type { FileRow } from './parse-rows';

const EXPECTED =
  "one row must name the columns: an id ('id', 'Lead ID', 'Record ID', 'Account ID'), a name ('Name', 'Full Name', " +
  "'First Name' and 'Last Name') or an e-mail ('Email', 'E-mail Address', 'Correo')";
const CELLS_SHOWN = 12;

export function noHeaderError(rows: readonly FileRow[], file: string): LeadsFileError {
  const first = rows.find(({ cells }) => !isBlankRow(cells))?.cells ?? [];
  const message = `${file} has no header that says which column is which. ${found(first)}; ${EXPECTED}.`;
  return new LeadsFileError('NO_HEADER', message, { file });
}

/** A file without a header starts with a lead, and leads are not printed. */
function found(cells: readonly string[]): string {
  if (hasAddress(cells) || cells.some((cell) => /\d{3}/.test(cell))) return 'Its first row looks like data';
  const shown = cells.filter((cell) => !isBlank(cell)).slice(0, CELLS_SHOWN);
  return `Its first row is ${shown.map(quoted).join(', ')}`;
}
