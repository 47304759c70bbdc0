/** Turns whatever a script threw into name, message and the part of the stack that lies in the user's files. */
import type { ScriptError } from '../bridge/messages';

/** File names of frames that are none of the user's business. */
const OWN_FRAMES = /apps-script-emulator|node:|\[worker eval\]|evalmachine/;

/** Never throws, whatever the value's getters do. */
export function describeError(thrown: unknown): ScriptError {
  try {
    return isErrorLike(thrown) ? fromError(thrown) : { name: 'Error', message: String(thrown), stack: '' };
  } catch {
    return { name: 'Error', message: 'an error that cannot be described', stack: '' };
  }
}

/** Errors of the compiler come from the worker's realm, so `instanceof` would not do. */
function isErrorLike(thrown: unknown): thrown is Error {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown;
}

function fromError(error: Error): ScriptError {
  const name = String(error.name ?? 'Error');
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const lines = stack.split('\n').filter((line) => !OWN_FRAMES.test(line));
  return { name, message: String(error.message), stack: lines.join('\n') };
}
