/** When a failed delivery is tried again, and when no more: the schedule of the Standard Webhooks specification, and a short one for wakes. */
import { assertNever } from '../assert-never';
import type { Failure, Outcome } from './delivery-error';
import type { EndpointKind } from './endpoint-kind';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses after the first attempt, the second, … in milliseconds. A wake is only a hint: soon after, the timed run brings the change anyway. */
export const RETRY_PAUSES: Readonly<Record<EndpointKind, readonly number[]>> = {
  webhook: [
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
  ],
  wake: [5 * SECOND, 20 * SECOND, 60 * SECOND],
};

/** Up to this share is added to a pause, so that what failed together does not come back together. */
const JITTER = 0.2;
/** A receiver may ask for a longer pause, not for any length of it. */
const LONGEST_PAUSE = 24 * HOUR;

/** What becomes of a delivery after an attempt. */
export type Settlement =
  | { readonly kind: 'delivered'; readonly status: number }
  | { readonly kind: 'retry'; readonly at: Date; readonly status: number | null; readonly error: Failure }
  | {
      readonly kind: 'dead';
      readonly status: number | null;
      readonly error: Failure;
      /** The receiver said that it wants no more. */
      readonly gone: boolean;
    }
  /** Given back as it was. */
  | { readonly kind: 'release' };

export interface SettleContext {
  readonly now: Date;
  /** 0 to 1. */
  readonly random: () => number;
}

/** @param attempts those before this one */
export function settlementOf(
  kind: EndpointKind,
  attempts: number,
  outcome: Outcome,
  { now, random }: SettleContext,
): Settlement {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'delivered', status: outcome.status };
    case 'gone':
      return { kind: 'dead', status: outcome.status, error: 'unexpected_status', gone: true };
    case 'aborted':
      return { kind: 'release' };
    case 'failed': {
      const { status, error } = outcome;
      const pause = RETRY_PAUSES[kind][attempts];
      if (pause === undefined) return { kind: 'dead', status, error, gone: false };
      const asked = Math.min(outcome.retryAfterMs ?? 0, LONGEST_PAUSE);
      const wait = Math.max(pause * (1 + JITTER * random()), asked);
      return { kind: 'retry', at: new Date(now.getTime() + wait), status, error };
    }
    default:
      return assertNever(outcome);
  }
}
