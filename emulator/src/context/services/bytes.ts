/** Bytes as scripts hold them (signed, -128 to 127) and as they cross to the host (base64). */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map(
  [...ALPHABET, '-', '_'].map((letter, index) => [letter, index < 64 ? index : index - 2]),
);

export function toBase64(bytes: readonly number[]): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = [0, 1, 2].map((offset) => unsigned(bytes[index + offset]));
    const word = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += letter(word >> 18) + letter(word >> 12);
    text += (second === undefined ? '=' : letter(word >> 6)) + (third === undefined ? '=' : letter(word));
  }
  return text;
}

/** undefined for a text that is no base64. Both alphabets are read. */
export function fromBase64(text: string): number[] | undefined {
  const bytes: number[] = [];
  let word = 0;
  let bits = 0;
  for (const character of text.replace(/=+$/, '').replace(/\s/g, '')) {
    const value = VALUES.get(character);
    if (value === undefined) return undefined;
    word = ((word << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(signed((word >> bits) & 0xff));
  }
  return bytes;
}

/** UTF-8; a lone surrogate becomes U+FFFD, as encoders do. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) bytes.push(...encodePoint(character.codePointAt(0) ?? 0));
  return bytes.map(signed);
}

export function isByteArray(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function encodePoint(point: number): number[] {
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), tail(point)];
  if (point >= 0xd800 && point < 0xe000) return [0xef, 0xbf, 0xbd];
  if (point < 0x10000) return [0xe0 | (point >> 12), tail(point >> 6), tail(point)];
  return [0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point)];
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

function letter(bits: number): string {
  return ALPHABET[bits & 0x3f] ?? '';
}

function unsigned(byte: number | undefined): number | undefined {
  return byte === undefined ? undefined : byte & 0xff;
}

function signed(byte: number): number {
  return byte > 127 ? byte - 256 : byte;
}
