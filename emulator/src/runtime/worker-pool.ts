/** Keeps workers warm, so that an execution starts at once. Each execution has a context of its own; a worker that was stopped is gone. */
import { MessageChannel, Worker, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { StartMessage, WorkerMessage, WorkerSetup } from '../bridge/messages';
import { runtimeTexts } from './bundle';

/** A program that eats more than this is ended by itself, not by the whole emulator running out of memory. */
const MEMORY_LIMIT_MB = 512;
/** Executions that one worker serves, so that nothing that an engine keeps can pile up for ever. */
const MOST_USES = 100;
/** Idle workers that are kept. */
const MOST_IDLE = 2;

/** A worker with a booted context, waiting for a program. */
export class ExecutionWorker {
  /** Executions that it was given. */
  uses = 0;
  /** It broke while nobody used it. */
  isGone = false;
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
    this.worker.removeAllListeners('error');
    this.worker.removeAllListeners('exit');
    this.uses += 1;
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

  /** The execution has ended by itself: the worker makes a new context and waits. */
  release(): void {
    this.port.removeAllListeners('message');
    this.worker.removeAllListeners('exit');
    this.worker.removeAllListeners('error');
    // One that breaks while nobody uses it must not take this process along.
    this.worker.on('error', () => (this.isGone = true));
    this.worker.on('exit', () => (this.isGone = true));
    this.worker.unref();
    this.port.unref();
  }

  async end(): Promise<void> {
    this.port.removeAllListeners('message');
    this.worker.removeAllListeners('exit');
    await this.worker.terminate();
    this.port.close();
  }
}

export class WorkerPool {
  private readonly idle: ExecutionWorker[] = [];
  private closed = false;

  /** One more execution may start at any moment. */
  warm(): void {
    if (!this.closed && this.idle.length === 0) this.idle.push(new ExecutionWorker());
  }

  take(): ExecutionWorker {
    for (let worker = this.idle.pop(); worker; worker = this.idle.pop()) if (!worker.isGone) return worker;
    return new ExecutionWorker();
  }

  /** Only one whose execution has ended by itself. */
  async giveBack(worker: ExecutionWorker): Promise<void> {
    if (this.closed || worker.uses >= MOST_USES || this.idle.length >= MOST_IDLE) return worker.end();
    worker.release();
    this.idle.push(worker);
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.idle.splice(0).map((worker) => worker.end()));
  }
}
