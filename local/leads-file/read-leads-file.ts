/** Reads a leads file from disk, and says in plain words why it cannot. */
import { readFileSync } from 'node:fs';
import { LeadsFileError } from './leads-file-error';
import { parseLeadsFile, type LeadsFile } from './parse-leads-file';

/**
 * @param path as the user gave it; errors name the file by it
 * @throws LeadsFileError
 */
export function readLeadsFile(path: string): LeadsFile {
  return parseLeadsFile(readBytes(path), path);
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw readFailure(path, cause);
  }
}

/** @param cause what `node:fs` threw */
export function readFailure(path: string, cause: unknown): LeadsFileError {
  const fail = (code: LeadsFileError['code'], message: string): LeadsFileError =>
    new LeadsFileError(code, message, { file: path }, { cause });
  switch (systemCode(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fail('NOT_FOUND', `There is no file ${path}: check the path.`);
    case 'EISDIR':
      return fail('IS_DIRECTORY', `${path} is a folder: give the path of a CSV file in it.`);
    case 'EACCES':
    case 'EPERM':
      return fail(
        'NO_PERMISSION',
        `${path} may not be read by this user: change its permissions or copy it.`,
      );
    default:
      return fail('UNREADABLE', `${path} cannot be read (${systemCode(cause)}): try a copy on a local disk.`);
  }
}

/** By shape: errors of the system are not always of this realm's Error class. */
function systemCode(cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'unknown reason';
}
