/** Says whether changes of others arrive by themselves. */
import { liveState } from '../state/live';

const WORDS = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…' } as const;

export function LiveBadge() {
  return (
    <span class={`live ${liveState.value}`} role="status" data-testid="live">
      <span class="live-dot" aria-hidden="true" />
      <span class="live-word">{WORDS[liveState.value]}</span>
    </span>
  );
}
