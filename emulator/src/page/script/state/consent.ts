/** The consent that the script asks a person for before it first runs with their rights. */
import { signal } from '@preact/signals';
import { fetchAuthorization } from '../../api/client';
import { onEvent } from '../../api/event-stream';
import { currentUser } from '../../state/user';
import type { AuthorizationView } from '../../api/types';

export interface ConsentRequest {
  /** What the person wanted to run. */
  readonly name: string;
  /** Offered after the consent; without it the person repeats what they did. */
  readonly runAgain?: () => Promise<void>;
}

export const consentRequest = signal<ConsentRequest | null>(null);
/** This person's authorisation as last heard. */
export const authorization = signal<AuthorizationView | null>(null);

export function askConsent(request: ConsentRequest): void {
  consentRequest.value = request;
}

export async function loadAuthorization(): Promise<AuthorizationView> {
  return (authorization.value = await fetchAuthorization());
}

export function startAuthorization(): void {
  onEvent((event) => {
    if (event.type === 'hello') loadAuthorization().catch(() => undefined);
    if (event.type === 'authorization' && event.authorization.user === currentUser.peek())
      authorization.value = event.authorization;
  });
}
