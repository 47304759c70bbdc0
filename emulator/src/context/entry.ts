/** Where a bare context becomes an Apps Script one: bundled to one text, evaluated before the user's files. */
import { decodeWire, encodeWire, reviveDates } from '../bridge/wire';
import { LOG_METHOD, type CallReply, type ContextConfig, type Outcome } from '../bridge/messages';
import { ServiceError, type HostCall } from '../bridge/protocol';
import { describeError } from './describe-error';
import { buildEvent } from './event-object';
import { createGlobals } from './globals';
import { installLocalTime, setShift, setVirtualNow } from './local-time';
import { portableResult } from './result';

type Send = (text: string) => string;
type Note = (text: string) => void;

/** The completion value of the bundle: called once with the worker's two functions, which never throw. */
export function boot(send: Send, note: Note): object {
  const host = createHost(send, note);
  let config: ContextConfig | undefined;
  let outcome: Outcome = { kind: 'returned', value: undefined, json: 'null' };
  const settle = (value: unknown) => (outcome = { kind: 'returned', ...portableResult(value) });
  const argumentsOf = (args: unknown[]) => {
    if (config?.event) return [buildEvent(host, args[0])];
    // Formulas hand over the dates of cells.
    return config?.entry === 'custom' ? (reviveDates(args) as unknown[]) : args;
  };
  const fail = (error: unknown) => void (outcome = { kind: 'threw', error: describeError(error) });
  return {
    start(text: string): void {
      config = decodeWire(text) as ContextConfig;
      installLocalTime(config);
      defineGlobals(createGlobals(host));
    },
    invoke(target: (...args: unknown[]) => unknown, receiver: unknown, text: string): void {
      const args = argumentsOf(decodeWire(text) as unknown[]);
      const value = Reflect.apply(target, receiver, args);
      // On the platform a rejection may vanish in silence; whoever tries a program wants to hear of it.
      if (value instanceof Promise) value.then(settle, fail);
      else settle(value);
    },
    fail,
    missing(): void {
      outcome = { kind: 'missing' };
    },
    outcome: () => encodeWire(outcome),
  };
}

/** Configurable, so that a program may declare a `const` of the same name, as on the platform. */
function defineGlobals(globals: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}

function createHost(send: Send, note: Note): HostCall {
  return (method, args) => {
    const text = encodeWire({ method, args });
    if (method === LOG_METHOD) return note(text);
    const reply = decodeWire(sendSafely(send, text)) as CallReply;
    if (reply.now !== undefined) setVirtualNow(reply.now);
    if (reply.shift !== undefined) setShift(reply.shift);
    if (reply.error) throw toError(reply.error);
    return reply.value;
  };
}

/** A stack that overflows inside the worker's function would bring an error of a foreign realm. */
function sendSafely(send: Send, text: string): string {
  try {
    return send(text);
  } catch {
    throw new RangeError('Maximum call stack size exceeded');
  }
}

function toError(error: { name: string; message: string }): Error {
  return error.name === 'Exception' ? new ServiceError(error.message) : new Error(error.message);
}
