/** The way of every service call: recorded, shown to hooks, permitted, carried out, answered. */
import type { Handler, HandlerTable } from '../bridge/host';
import { INTERNAL_PREFIX, type CallReply } from '../bridge/messages';
import { ServiceError } from '../bridge/protocol';
import type { Clock } from '../clock';
import type { Execution } from './execution';

export interface ServiceCallEvent {
  readonly execution: Execution;
  /** 1-based within the execution. */
  readonly index: number;
  readonly method: string;
  readonly args: readonly unknown[];
  /** `before`: nothing has happened yet. `after`: the effect has landed, the script has not been answered. */
  readonly phase: 'before' | 'after';
  /** In phase `after`: the text that the call is about to throw, if it failed. */
  readonly failure?: string;
}

/** Ends the execution on the spot, or makes the call throw; after the effect, if asked then. */
export type ServiceCallVerdict =
  { readonly kill: true } | { readonly throwMessage: string } | undefined | void;
export type ServiceCallHook = (event: ServiceCallEvent) => ServiceCallVerdict;

/** `null`: the execution has been ended and gets no answer. */
export type DispatchResult = CallReply | null;

export interface DispatcherDeps {
  readonly handlers: () => HandlerTable;
  /** Throws ServiceError for what the execution may not do. */
  readonly permit: (execution: Execution, method: string) => void;
  /** The platform's texts come in the language of the user whose authority it is, where it is known. */
  readonly localize: (execution: Execution, message: string) => string;
  readonly hooks: ReadonlySet<ServiceCallHook>;
  readonly clock: Clock;
  readonly callMs: number;
  readonly kill: (execution: Execution) => void;
  /** A hook itself failed, e.g. by an assertion: whoever waits for the execution gets its error. */
  readonly abort: (execution: Execution, error: unknown) => void;
}

export class Dispatcher {
  constructor(private readonly deps: DispatcherDeps) {}

  /** Synchronous unless the handler is asynchronous. Never throws. */
  call(
    execution: Execution,
    method: string,
    args: readonly unknown[],
  ): DispatchResult | Promise<DispatchResult> {
    if (execution.ended) return null;
    if (method.startsWith(INTERNAL_PREFIX)) return this.carryOut(execution, method, args, (reply) => reply);
    execution.calls.push({ method });
    const index = execution.calls.length;
    this.deps.clock.tick(this.deps.callMs);
    const event = { execution, index, method, args };
    const refused = this.ask({ ...event, phase: 'before' });
    if (refused !== undefined) return refused;
    return this.carryOut(execution, method, args, (reply) => {
      if (execution.ended) return null;
      const failure = reply?.error ? { failure: reply.error.message } : {};
      const verdict = this.ask({ ...event, phase: 'after', ...failure });
      return verdict === undefined ? reply : verdict;
    });
  }

  private carryOut(
    execution: Execution,
    method: string,
    args: readonly unknown[],
    finish: (reply: DispatchResult) => DispatchResult,
  ): DispatchResult | Promise<DispatchResult> {
    try {
      this.deps.permit(execution, method);
      const value = this.handlerOf(method)(execution, ...(args as never[]));
      if (!(value instanceof Promise)) return finish({ value });
      return value.then(
        (settled: unknown) => finish({ value: settled }),
        (error: unknown) => finish(this.thrown(execution, error)),
      );
    } catch (error) {
      return finish(this.thrown(execution, error));
    }
  }

  /** In the language of whoever runs it. */
  private thrown(execution: Execution, error: unknown): CallReply {
    const reply = toReply(error);
    if (reply.error?.name !== 'Exception') return reply;
    return { error: { ...reply.error, message: this.deps.localize(execution, reply.error.message) } };
  }

  private handlerOf(method: string): Handler {
    const handler = this.deps.handlers()[method];
    if (!handler) throw new Error(`${method} is not implemented by this emulator`);
    return handler;
  }

  /** undefined: go on. */
  private ask(event: ServiceCallEvent): DispatchResult | undefined {
    for (const hook of this.deps.hooks) {
      const verdict = this.askOne(hook, event);
      if (event.execution.ended) return null;
      if (!verdict) continue;
      if ('throwMessage' in verdict) return toReply(new ServiceError(verdict.throwMessage));
      this.deps.kill(event.execution);
      return null;
    }
    return undefined;
  }

  private askOne(hook: ServiceCallHook, event: ServiceCallEvent): ServiceCallVerdict {
    try {
      return hook(event);
    } catch (error) {
      return this.deps.abort(event.execution, error);
    }
  }
}

/** What the platform refuses prints as `Exception`; anything else is the emulator's own complaint. */
function toReply(error: unknown): CallReply {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { error: { name: name === 'Exception' ? name : 'Error', message } };
}
