/** A process that edits a stored workbook until it is killed, and says each edit aloud once it is stored. */
import { writeSync } from 'node:fs';
import { openStored } from './stored-workbook';

const [folder = '', from = '0'] = process.argv.slice(2);
const { workbook, flush } = openStored(folder);
const user = workbook.as();

for (let number = Number(from); ; number++) {
  const row = 20 + (number % 900);
  if (number % 7 === 3) user.insertRows('Sheet1', 2);
  else if (number % 7 === 5) user.deleteRows('Sheet1', 2);
  else if (number % 31 === 6) user.addSheet(`T${number}`);
  user.note('Sheet1', 'A1', String(number));
  user.edit('Sheet1', `B${row}`, `=A${row}&"${number}"`);
  flush();
  const { maxRows } = workbook.sheet('Sheet1');
  writeSync(1, `${JSON.stringify([number, workbook.revision, maxRows, workbook.sheets.length])}\n`);
}
