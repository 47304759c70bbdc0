/** Why an attempt to deliver failed, in the words that people see in the list of deliveries. */

export const FAILURES = [
  'timeout',
  'unreachable',
  'forbidden_address',
  'redirect',
  'unexpected_status',
  'not_confirmed',
] as const;
export type Failure = (typeof FAILURES)[number];

/** Thrown where no answer came; its message names no host. */
export class DeliveryError extends Error {
  constructor(
    readonly code: Failure,
    options?: ErrorOptions,
  ) {
    super(`The delivery failed: ${code}.`, options);
    this.name = 'DeliveryError';
  }
}

/** How an attempt ended. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly status: number }
  /** 410: the receiver wants no more. */
  | { readonly kind: 'gone'; readonly status: number }
  | {
      readonly kind: 'failed';
      /** null when there was no answer. */
      readonly status: number | null;
      readonly error: Failure;
      readonly retryAfterMs: number | null;
    }
  /** The tracker is closing; nothing is known of the receiver. */
  | { readonly kind: 'aborted' };

export function failed(
  error: Failure,
  status: number | null = null,
  retryAfterMs: number | null = null,
): Outcome {
  return { kind: 'failed', status, error, retryAfterMs };
}
