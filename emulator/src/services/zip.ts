/** Zip archives for Utilities.zip and Utilities.unzip: deflated entries, UTF-8 names, nothing encrypted or beyond 4 GB. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly data: Buffer;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const STORED = 0;
const DEFLATED = 8;
/** 1 January 1980, where the format's calendar begins: an archive says nothing of when it was made. */
const NO_DATE = 0x0021;

export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = deflateRawSync(entry.data);
    const sizes = [crc32(entry.data), data.length, entry.data.length, name.length] as const;
    const local = Buffer.concat([header(LOCAL, sizes), name, data]);
    directory.push(header(CENTRAL, sizes, offset), name);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...parts, central, endOf(entries.length, central.length, offset)]);
}

type Sizes = readonly [crc: number, packed: number, plain: number, name: number];

/** Of an entry itself (30 bytes), or of its line in the directory (46 bytes), which also says where the entry lies. */
function header(signature: number, [crc, packed, plain, name]: Sizes, offset = 0): Buffer {
  const central = signature === CENTRAL;
  const bytes = Buffer.alloc(central ? 46 : 30);
  bytes.writeUInt32LE(signature, 0);
  const fields = central ? 6 : 4;
  if (central) bytes.writeUInt16LE(VERSION, 4);
  bytes.writeUInt16LE(VERSION, fields);
  bytes.writeUInt16LE(UTF8_NAMES, fields + 2);
  bytes.writeUInt16LE(DEFLATED, fields + 4);
  bytes.writeUInt16LE(NO_DATE, fields + 8);
  bytes.writeUInt32LE(crc, fields + 10);
  bytes.writeUInt32LE(packed, fields + 14);
  bytes.writeUInt32LE(plain, fields + 18);
  bytes.writeUInt16LE(name, fields + 22);
  if (central) bytes.writeUInt32LE(offset, 42);
  return bytes;
}

function endOf(count: number, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(END, 0);
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(size, 12);
  bytes.writeUInt32LE(offset, 16);
  return bytes;
}

/** Throws for what is no archive. Folders are left out. */
export function unzip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(signatureBytes(END));
  if (end < 0) throw new Error('no directory');
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const name = archive.toString('utf8', at + 46, at + 46 + archive.readUInt16LE(at + 28));
    if (!name.endsWith('/')) entries.push({ name, data: dataOf(archive, at) });
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + archive.readUInt16LE(at + field), 0);
  }
  return entries;
}

/** @param line where the entry's line in the directory begins */
function dataOf(archive: Buffer, line: number): Buffer {
  const local = archive.readUInt32LE(line + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + archive.readUInt32LE(line + 20));
  const method = archive.readUInt16LE(line + 10);
  if (method !== STORED && method !== DEFLATED) throw new Error(`method ${method}`);
  const data = method === STORED ? packed : inflateRawSync(packed);
  if (crc32(data) !== archive.readUInt32LE(line + 16)) throw new Error('damaged');
  return data;
}

function signatureBytes(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** zlib has one of its own from Node 22 on. */
function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
