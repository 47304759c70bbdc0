/** Runs inside each worker: a bare context, one program, one call, the outcome; then another bare context for the next execution. */
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
/** Compiled once; each context runs it anew. */
const contextScript = new vm.Script(setup.contextText, { filename: 'apps-script-emulator' });
let session = openSession();

// A rejected promise vanishes in silence on the platform; here it must not end the worker.
process.on('unhandledRejection', () => undefined);
parentPort?.on('message', (start: StartMessage) => run(start));
post({ kind: 'note', text: 'ready' });

interface Session {
  readonly context: vm.Context;
  readonly booted: BootedContext;
  /** Nothing of an execution that has ended reaches the host any more. */
  close(): void;
}

/** A world of its own: no object of one execution is ever seen by another. */
function openSession(): Session {
  // Node before 22.8 has no plain contexts; one around an object without prototype is as bare, only slower.
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY ?? Object.create(null));
  // Node leaves these in a bare context; the platform's console comes from the bundle, the others are not there.
  vm.runInContext(
    'for (const name of ["console", "WebAssembly", "SharedArrayBuffer", "Atomics"]) delete globalThis[name]',
    context,
  );
  let isOpen = true;
  const start = contextScript.runInContext(context) as (
    call: (text: string) => string,
    note: (text: string) => void,
  ) => BootedContext;
  const booted = start(
    (text) => (isOpen ? call(text) : ''),
    (text) => (isOpen ? note(text) : undefined),
  );
  return { context, booted, close: () => void (isOpen = false) };
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
  const { context, booted } = session;
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
  setImmediate(() => {
    session.close();
    post({ kind: 'done', text: booted.outcome() });
    session = openSession();
    post({ kind: 'note', text: 'ready' });
  });
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
    return vm.runInContext(script, session.context);
  } catch {
    return undefined; // a reserved word is no function's name
  }
}
