/** Turns the bytes of a leads file into text, or says which kind of file it is instead. */
import { LeadsFileError } from './leads-file-error';

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** First bytes of files that people take for CSV, as Latin-1 text. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'an Excel workbook (.xlsx), an OpenDocument file or another zip archive'],
  ['\xD0\xCF\x11\xE0', 'an old Excel workbook (.xls)'],
  ['%PDF-', 'a PDF'],
  ['\x1F\x8B', 'a gzip archive'],
];
/** Some programs export these under the name of a spreadsheet. */
const MARKUP = /^(\xEF\xBB\xBF)?\s*<(!doctype|html|\?xml|table|meta)/i;

/** What Windows-1252 has where Latin-1 has control characters (0x80 to 0x9F); five places are unassigned. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

/**
 * @param file name for messages
 * @throws LeadsFileError EMPTY or NOT_TEXT
 */
export function decodeText(bytes: Buffer, file: string): DecodedText {
  const decoded = decode(bytes, file);
  if (decoded.text.trim() === '') {
    throw new LeadsFileError('EMPTY', `${file} is empty: export the leads again.`, { file });
  }
  return decoded;
}

function decode(bytes: Buffer, file: string): DecodedText {
  if (startsWith(bytes, 0xff, 0xfe)) return { text: decodeAs('utf-16le', bytes), encoding: 'UTF-16' };
  if (startsWith(bytes, 0xfe, 0xff)) return { text: decodeAs('utf-16be', bytes), encoding: 'UTF-16' };
  refuseOtherFormats(bytes, file);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: decodeWindows1252(bytes), encoding: 'Windows-1252' };
  }
}

function startsWith(bytes: Buffer, first: number, second: number): boolean {
  return bytes[0] === first && bytes[1] === second;
}

function decodeAs(encoding: string, bytes: Buffer): string {
  return new TextDecoder(encoding).decode(bytes);
}

function refuseOtherFormats(bytes: Buffer, file: string): void {
  const head = bytes.subarray(0, 512).toString('latin1');
  const kind = SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1];
  if (kind !== undefined) throw notText(file, kind);
  if (MARKUP.test(head)) throw notText(file, 'a web page or an XML file');
  if (bytes.includes(0)) throw notText(file, 'not plain text');
}

function notText(file: string, kind: string): LeadsFileError {
  const message = `${file} is ${kind}: open it in a spreadsheet program and save it as CSV (UTF-8).`;
  return new LeadsFileError('NOT_TEXT', message, { file });
}

/** By hand, because TextDecoder('windows-1252') reads 0x80 to 0x9F as Latin-1 in some releases of Node. */
function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9F]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char);
}
