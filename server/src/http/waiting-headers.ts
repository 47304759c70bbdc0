/**
 * Headers kept aside until the answer begins, and then written in one piece: Node looks at each one that is set by itself several
 * times, which for ten of them took as long as finding a task.
 */
import { ServerResponse } from 'node:http';

const WAITING = Symbol('waiting headers');
/** Those of every answer, and behind them those of this one. */
interface Waiting {
  readonly common: readonly string[];
  readonly own: string[];
}
type WithWaiting = ServerResponse & { [WAITING]?: Waiting | null };

/** @param headers name, value, name, value, … */
export function beginHeaders(response: ServerResponse, headers: readonly string[]): void {
  (response as WithWaiting)[WAITING] = { common: headers, own: [] };
}

export function addHeader(response: ServerResponse, name: string, value: string): void {
  const waiting = (response as WithWaiting)[WAITING];
  if (waiting) waiting.own.push(name, value);
  else response.setHeader(name, value);
}

/** For whoever writes the head of the answer itself. @returns name, value, name, value, … */
export function takeHeaders(response: ServerResponse): string[] {
  const waiting = (response as WithWaiting)[WAITING];
  (response as WithWaiting)[WAITING] = null;
  return waiting ? waiting.common.concat(waiting.own) : [];
}

type WriteHead = (this: ServerResponse, ...parameters: unknown[]) => ServerResponse;
// Called with the response as `this` below.
// eslint-disable-next-line @typescript-eslint/unbound-method
const writeHead = ServerResponse.prototype.writeHead as WriteHead;

/** In place of `writeHead`, for pages, streams and Express's own answers: a header that they have set themselves stays. */
export const writeHeadWithWaiting: WriteHead = function (...parameters) {
  const waiting = takeHeaders(this);
  for (let place = 0; place < waiting.length; place += 2) {
    const name = waiting[place] as string;
    if (!this.hasHeader(name)) this.setHeader(name, waiting[place + 1] as string);
  }
  return writeHead.apply(this, parameters);
};
