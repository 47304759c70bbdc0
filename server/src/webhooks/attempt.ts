/** One attempt to deliver, whatever the kind of the endpoint: it always ends with an outcome, and in bounded time. */
import type { AddressPolicy } from './address-policy';
import { DeliveryError, failed, type Outcome } from './delivery-error';
import { kindOf, type EndpointKind } from './endpoint-kind';
import type { Lookup } from './resolve-target';
import type { SendOptions } from './send-request';
import { sendWake } from './send-wake';
import { sendWebhook, type Message } from './send-webhook';

/** Longest time of an attempt, in milliseconds. A sheet's web app answers after its whole run. */
export const ATTEMPT_TIMEOUTS_MS: Readonly<Record<EndpointKind, number>> = {
  webhook: 20_000,
  wake: 60_000,
};

export interface AttemptDeps {
  readonly permits: AddressPolicy;
  readonly lookup: Lookup;
  readonly now: () => Date;
  readonly timeoutsMs: Readonly<Record<EndpointKind, number>>;
}

/** @param stop the tracker is closing */
export type Attempt = (message: Message, stop: AbortSignal) => Promise<Outcome>;

export function createAttempt({ permits, lookup, now, timeoutsMs }: AttemptDeps): Attempt {
  return async (message, stop) => {
    const kind = kindOf(message.endpoint);
    const send = kind === 'wake' ? sendWake : sendWebhook;
    const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutsMs[kind])]);
    const options: SendOptions = { permits, lookup, signal };
    try {
      return await send(message, now(), options);
    } catch (error) {
      if (stop.aborted) return { kind: 'aborted' };
      if (error instanceof DeliveryError) return failed(error.code);
      if (signal.aborted) return failed('timeout');
      throw error;
    }
  };
}
