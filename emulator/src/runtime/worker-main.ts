/** Runs inside each worker: one bare context, one program, one call, then the outcome. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import vm from 'node:vm';
import type { StartMessage, WorkerMessage, WorkerSetup } from '../bridge/messages';

/** What the context's boot function gives back. Only texts and context functions cross (see context/entry.ts). */
interface BootedContext {
  start(config: string): void;
  invoke(target: unknown, receiver: unknown, args: string): void;
  fail(error: unknown): void;
  missing(): void;
  outcome(): string;
}

/** A dotted path of plain names, as triggers and menus give them. */
const FUNCTION_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u;

const setup = workerData as WorkerSetup;
const port = setup.port as MessagePort;
const signal = new Int32Array(setup.signal);
// Node before 22.8 has no plain contexts; one around an object without prototype is as bare, only slower.
const context = vm.createContext(vm.constants.DONT_CONTEXTIFY ?? Object.create(null));
const booted = boot();

// A rejected promise vanishes in silence on the platform; here it must not end the worker.
process.on('unhandledRejection', () => undefined);
parentPort?.once('message', (start: StartMessage) => run(start));
post({ kind: 'note', text: 'ready' });

function boot(): BootedContext {
  // Node leaves these in a bare context; the platform's console comes from the bundle, the others are not there.
  vm.runInContext(
    'for (const name of ["console", "WebAssembly", "SharedArrayBuffer", "Atomics"]) delete globalThis[name]',
    context,
  );
  const start = new vm.Script(setup.contextText, { filename: 'apps-script-emulator' }).runInContext(
    context,
  ) as (call: (text: string) => string, note: (text: string) => void) => BootedContext;
  return start(call, note);
}

/** Never throws and takes and gives only texts: nothing of this realm reaches the script. */
function call(text: string): string {
  Atomics.store(signal, 0, 0);
  post({ kind: 'call', text });
  for (;;) {
    const reply = receiveMessageOnPort(port);
    if (reply) return reply.message as string;
    Atomics.wait(signal, 0, 0);
    Atomics.store(signal, 0, 0);
  }
}

function note(text: string): void {
  post({ kind: 'note', text });
}

function post(message: WorkerMessage): void {
  port.postMessage(message);
}

function run(start: StartMessage): void {
  try {
    booted.start(start.config);
    for (const file of start.files) new vm.Script(file.source, { filename: file.name }).runInContext(context);
    const target = find(start.functionName);
    if (typeof target.value === 'function') booted.invoke(target.value, target.receiver, start.args);
    else booted.missing();
  } catch (error) {
    booted.fail(error);
  }
  // Microtasks are all that is asynchronous on the platform: they have run by then.
  setImmediate(() => post({ kind: 'done', text: booted.outcome() }));
}

/** Finds `const` and `let` functions too, which are no properties of the global object. */
function find(name: string): { value: unknown; receiver: unknown } {
  if (!FUNCTION_NAME.test(name)) return { value: undefined, receiver: undefined };
  const parent = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : 'globalThis';
  return { value: read(name), receiver: read(parent) };
}

function read(path: string): unknown {
  const script = `(() => { try { return ${path}; } catch { return undefined; } })()`;
  try {
    return vm.runInContext(script, context);
  } catch {
    return undefined; // a reserved word is no function's name
  }
}
