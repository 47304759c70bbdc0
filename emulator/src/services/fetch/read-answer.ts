/** Reads an answer as far as the platform does, and undoes its compression. */
import type { IncomingMessage } from 'node:http';
import { Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ServiceError } from '../../bridge/protocol';

export interface AnswerLimit {
  readonly bytes: number;
  /** What lies beyond is left out; otherwise the call fails. */
  readonly truncates: boolean;
}

export interface RawAnswer {
  readonly code: number;
  /** Names as the server wrote them, repeats kept. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

export async function readAnswer(incoming: IncomingMessage, limit: AnswerLimit): Promise<RawAnswer> {
  const sent = await readUpTo(incoming, limit);
  const headers: [string, string][] = [];
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    headers.push([String(incoming.rawHeaders[index]), String(incoming.rawHeaders[index + 1])]);
  }
  const unpack = decompressor(incoming.headers['content-encoding'] ?? '', sent.isCut);
  const packed = sent.body.length > 0 && unpack;
  const { body } = packed ? await readUpTo(Readable.from([sent.body]).pipe(packed), limit) : sent;
  return { code: incoming.statusCode ?? 0, headers, body };
}

/** What was cut off has no proper end. */
function decompressor(encoding: string, isCut: boolean): Transform | undefined {
  const options = isCut ? { finishFlush: constants.Z_SYNC_FLUSH } : {};
  if (encoding === 'gzip') return createGunzip(options);
  if (encoding === 'deflate') return createInflate(options);
  return encoding === 'br' ? createBrotliDecompress() : undefined;
}

async function readUpTo(
  stream: Readable,
  { bytes, truncates }: AnswerLimit,
): Promise<{ readonly body: Buffer; readonly isCut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    // Leaving ends the stream, and with it the connection.
    if (size > bytes) break;
  }
  if (size > bytes && !truncates) throw new ServiceError('Limit Exceeded: URLFetch Response Size.');
  return { body: Buffer.concat(chunks).subarray(0, bytes), isCut: size > bytes };
}
