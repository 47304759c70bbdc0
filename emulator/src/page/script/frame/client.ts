/** `google.script` inside a page of HtmlService. It is bundled into the page and knows nothing but the port to the spreadsheet. */
import { sendableArguments } from './arguments';
import type { FrameHello, FromFrame, ToFrame } from './messages';

type Handler = (value: unknown, userObject: unknown) => void;
interface Handlers {
  readonly success?: Handler;
  readonly failure?: Handler;
  readonly userObject?: unknown;
}

/** The platform runs this many calls of a page at once; the others wait. */
const MOST_AT_ONCE = 10;

/** The error of a failed call. `message` names the script's own error, e.g. `TypeError: x is not a function`. */
class ScriptError extends Error {
  override readonly name = 'ScriptError';
}

class Calls {
  private readonly open = new Map<number, Handlers>();
  private readonly waiting: (() => void)[] = [];
  private last = 0;

  constructor(private readonly send: (message: FromFrame) => void) {}

  run(handlers: Handlers, name: string, args: readonly unknown[]): void {
    // Looked at now: a refused argument throws where the call stands.
    const sent = sendableArguments(args);
    this.waiting.push(() => {
      this.last += 1;
      this.open.set(this.last, handlers);
      this.send({ say: 'run', call: this.last, name, args: sent });
    });
    this.sendNext();
  }

  answered(message: ToFrame): void {
    const handlers = this.open.get(message.call);
    this.open.delete(message.call);
    this.sendNext();
    if (handlers === undefined) return;
    if (message.say === 'returned') handlers.success?.(message.value, handlers.userObject);
    else fail(handlers, toError(message.error));
  }

  private sendNext(): void {
    if (this.open.size < MOST_AT_ONCE) this.waiting.shift()?.();
  }
}

function fail({ failure, userObject }: Handlers, error: Error): void {
  if (failure) failure(error, userObject);
  else console.error(`Uncaught ${String(error)}`);
}

function toError({ name, message }: { readonly name: string; readonly message: string }): Error {
  return new ScriptError(name === 'ScriptError' ? message : `${name}: ${message}`);
}

/** Each `with…` gives a new runner, so that one prepared runner can serve several calls. */
function runnerOf(calls: Calls, functions: readonly string[], handlers: Handlers): object {
  const next = (more: Handlers) => runnerOf(calls, functions, { ...handlers, ...more });
  const own = {
    withSuccessHandler: (success: Handler) => next({ success }),
    withFailureHandler: (failure: Handler) => next({ failure }),
    withUserObject: (userObject: unknown) => next({ userObject }),
  };
  const named = functions.map((name) => [name, (...args: unknown[]) => calls.run(handlers, name, args)]);
  return { ...Object.fromEntries(named), ...own } as object;
}

function hostOf(send: (message: FromFrame) => void): object {
  return {
    close: () => send({ say: 'close' }),
    setHeight: (height: number) => send({ say: 'resize', height: Number(height) }),
    setWidth: (width: number) => send({ say: 'resize', width: Number(width) }),
    editor: { focus: () => send({ say: 'focus-sheet' }) },
  };
}

/** @param page its id, and the functions that it may call */
export function startClient(page: { readonly pageId: string; readonly functions: readonly string[] }): void {
  const { port1, port2 } = new MessageChannel();
  const send = (message: FromFrame) => port1.postMessage(message);
  const calls = new Calls(send);
  port1.onmessage = ({ data }: MessageEvent<ToFrame>) => calls.answered(data);
  const script = { run: runnerOf(calls, page.functions, {}), host: hostOf(send) };
  for (const name of ['history', 'url']) Object.defineProperty(script, name, { get: () => missing(name) });
  Object.assign(window, { google: { script } });
  // The window around hears no keys from here: F6 leads back to the sheet, as it does there.
  addEventListener('keydown', (event) => event.key === 'F6' && send({ say: 'focus-sheet' }));
  const hello: FrameHello = { appsScriptPage: page.pageId };
  window.parent.postMessage(hello, window.location.origin, [port2]);
}

function missing(name: string): never {
  throw new Error(`google.script.${name} is not implemented by this emulator`);
}
