/** Whatever a spreadsheet program writes as CSV is read back cell by cell. */
import fc from 'fast-check';
import { parseLeadsFile } from '../../../local/leads-file';
import { DELIMITERS } from '../../../local/leads-file/choose-delimiter';

const HEADER = ['id', 'name', 'email', 'status', 'source', 'task_id', 'Note', 'More'];
const LINE_ENDS = ['\n', '\r\n', '\r'] as const;
const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a byte order mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16, low byte first': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16, high byte first': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
};

/** NUL stands in no text file. */
const cell = fc
  .oneof(
    fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', ' ', 'a', 'é', '=', "'") }),
    fc.string({ unit: 'binary' }),
  )
  .filter((text) => !text.includes('\0'));
const row = fc.array(cell, { minLength: HEADER.length - 1, maxLength: HEADER.length - 1 });
const table = fc
  .array(row, { minLength: 1, maxLength: 12 })
  .map((rows) => rows.map((cells, index) => [`r${index}`, ...cells]));

interface Format {
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly encoding: string;
  readonly quoteAll: boolean;
  readonly endsWithLineEnd: boolean;
}
const format: fc.Arbitrary<Format> = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  lineEnd: fc.constantFrom(...LINE_ENDS),
  encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
  quoteAll: fc.boolean(),
  endsWithLineEnd: fc.boolean(),
});

function write(
  rows: readonly (readonly string[])[],
  { delimiter, lineEnd, encoding, quoteAll, endsWithLineEnd }: Format,
): Buffer {
  const needsQuotes = (text: string): boolean => quoteAll || text.includes(delimiter) || /["\r\n]/.test(text);
  const quoted = (text: string): string => (needsQuotes(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((cells) => cells.map(quoted).join(delimiter));
  return ENCODINGS[encoding]?.(lines.join(lineEnd) + (endsWithLineEnd ? lineEnd : '')) ?? Buffer.alloc(0);
}

test('property: any table, in any order of columns, reads back to the same cells', () => {
  const order = fc.shuffledSubarray([...HEADER.keys()], { minLength: HEADER.length });
  fc.assert(
    fc.property(table, format, order, (rows, how, columns) => {
      const shuffled = [HEADER, ...rows].map((cells) => columns.map((column) => cells[column] ?? ''));
      const file = parseLeadsFile(write(shuffled, how), 'leads.csv');
      const extras = HEADER.slice(6).sort(
        (one, other) => columns.indexOf(HEADER.indexOf(one)) - columns.indexOf(HEADER.indexOf(other)),
      );
      expect(file.header).toEqual([...HEADER.slice(0, 6), ...extras]);
      expect(file.rows).toEqual(
        rows.map((cells) => [
          ...cells.slice(0, 6).map((text) => text.trim()),
          ...extras.map((name) => cells[HEADER.indexOf(name)]),
        ]),
      );
    }),
    { numRuns: 1000 },
  );
});

test('property: any bytes are read or refused with a code, never with another error', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', ' ', 'Name', 'Email', 'a@b.co', 'x') })
      .map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(bytes, (content) => {
      try {
        const { header, rows } = parseLeadsFile(Buffer.from(content), 'leads.csv');
        expect(rows.every((cells) => cells.length === header.length)).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ name: 'LeadsFileError' });
      }
    }),
    { numRuns: 2000 },
  );
});
