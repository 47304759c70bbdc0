/** Keeps one worker warm, so that an execution starts at once; each worker serves one execution and is gone. */
import { MessageChannel, Worker, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { StartMessage, WorkerMessage, WorkerSetup } from '../bridge/messages';
import { runtimeTexts } from './bundle';

/** A program that eats more than this is ended by itself, not by the whole emulator running out of memory. */
const MEMORY_LIMIT_MB = 512;

/** A worker with a booted context, waiting for a program. */
export class ExecutionWorker {
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private readonly signal: Int32Array;

  constructor() {
    const { workerText, contextText } = runtimeTexts();
    const channel = new MessageChannel();
    const shared = new SharedArrayBuffer(4);
    this.signal = new Int32Array(shared);
    this.port = channel.port1;
    const setup: WorkerSetup = { contextText, port: channel.port2, signal: shared };
    this.worker = new Worker(workerText, {
      eval: true,
      workerData: setup,
      transferList: [channel.port2],
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    });
    // A spare that waits must not keep the process alive.
    this.worker.unref();
    this.port.unref();
  }

  /** `onExit` gets the reason when the worker ended by itself, e.g. out of memory. */
  start(
    message: StartMessage,
    onMessage: (message: WorkerMessage) => void,
    onExit: (reason: string) => void,
  ): void {
    this.worker.ref();
    this.port.on('message', onMessage);
    this.worker.on('error', (error) => onExit(error.message));
    // The outcome may still lie in the port when the worker is already gone.
    this.worker.on('exit', () => {
      this.drain(onMessage);
      onExit('The execution ended without an outcome.');
    });
    this.worker.postMessage(message);
  }

  reply(text: string): void {
    this.port.postMessage(text);
    Atomics.store(this.signal, 0, 1);
    Atomics.notify(this.signal, 0);
  }

  /** Messages sent before the worker was ended, e.g. its last log lines. */
  drain(onMessage: (message: WorkerMessage) => void): void {
    for (let next = receiveMessageOnPort(this.port); next; next = receiveMessageOnPort(this.port)) {
      onMessage(next.message as WorkerMessage);
    }
  }

  async end(): Promise<void> {
    this.port.removeAllListeners('message');
    this.worker.removeAllListeners('exit');
    await this.worker.terminate();
    this.port.close();
  }
}

export class WorkerPool {
  private spare: ExecutionWorker | undefined;
  private closed = false;

  warm(): void {
    if (!this.closed) this.spare ??= new ExecutionWorker();
  }

  take(): ExecutionWorker {
    const worker = this.spare ?? new ExecutionWorker();
    this.spare = undefined;
    return worker;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.spare?.end();
    this.spare = undefined;
  }
}
