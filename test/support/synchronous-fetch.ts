/** HTTP that blocks until the answer is there, as in Apps Script: a worker fetches while this thread waits. */
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { HttpAnswer, HttpRequest } from '../../src/tracker/http';
import { startTypeScriptWorker } from './typescript-worker';

/** Any method, because people's edits travel this way too. */
export type AnyRequest = Omit<HttpRequest, 'method'> & { readonly method: string };

/** What the worker is asked, with where to put the answer and whom to wake. */
export interface FetchTask {
  readonly request: AnyRequest;
  readonly port: MessagePort;
  readonly signal: Int32Array;
}

export type FetchOutcome = { readonly answer: HttpAnswer } | { readonly failure: string };

/** Milliseconds after which a test fails instead of hanging. */
const LONGEST_WAIT = 20_000;

export class SynchronousFetch {
  private readonly worker = startTypeScriptWorker(join(__dirname, 'fetch-worker'));

  /** @throws Error when no answer came at all, as UrlFetchApp does */
  send(request: AnyRequest): HttpAnswer {
    const signal = new Int32Array(new SharedArrayBuffer(4));
    const { port1, port2 } = new MessageChannel();
    const task: FetchTask = { request, port: port2, signal };
    this.worker.postMessage(task, [port2]);
    const woken = Atomics.wait(signal, 0, 0, LONGEST_WAIT);
    const received = receiveMessageOnPort(port1) as { message: FetchOutcome } | undefined;
    port1.close();
    if (received === undefined) throw new Error(`No answer from the fetch worker (${woken}).`);
    if ('failure' in received.message) throw new Error(received.message.failure);
    return received.message.answer;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
