/** The thread in which a synchronous fetch really happens. */
import { parentPort } from 'node:worker_threads';
import type { AnyRequest, FetchOutcome, FetchTask } from './synchronous-fetch';

parentPort?.on('message', ({ request, port, signal }: FetchTask) => {
  void outcomeOf(request).then((outcome) => {
    port.postMessage(outcome);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
});

async function outcomeOf({ method, url, headers, body }: AnyRequest): Promise<FetchOutcome> {
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { answer: { status: response.status, headers: Object.fromEntries(response.headers), body: text } };
  } catch (error) {
    return { failure: String(error) };
  }
}
