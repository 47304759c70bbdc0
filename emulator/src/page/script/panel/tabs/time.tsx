/** The emulator's clock: how fast it goes, and jumps ahead that run what falls due on the way. */
import { FormError } from '../../../components/form-error';
import { changeClock } from '../../../api/client';
import { clock, emulatorNow, showClock } from '../../state/clock';
import { useDeed } from '../../state/deed';

const SPEEDS = [1, 10, 60] as const;
const JUMPS = [1, 5, 60] as const;
const MINUTE_MS = 60_000;

export function TimeTab() {
  const deed = useDeed();
  const change = (wanted: { speed?: number; advanceMs?: number }) =>
    void deed.run(async () => showClock(await changeClock(wanted)));
  return (
    <>
      <div class="tab-head">
        <p class="muted">Time-driven triggers, caches and quotas go by this clock.</p>
      </div>
      <p class="clock-now">
        <time dateTime={new Date(emulatorNow.value).toISOString()} data-testid="clock">
          {new Date(emulatorNow.value).toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'medium' })}
        </time>
      </p>
      <div class="clock-tools">
        <div class="segments" role="group" aria-label="Speed">
          {SPEEDS.map((speed) => (
            <button
              key={speed}
              type="button"
              aria-pressed={clock.value?.speed === speed}
              disabled={deed.isBusy}
              onClick={() => change({ speed })}
            >
              ×{speed}
            </button>
          ))}
        </div>
        <div class="button-row" role="group" aria-label="Advance">
          {JUMPS.map((minutes) => (
            <button
              key={minutes}
              class="button small"
              type="button"
              disabled={deed.isBusy}
              onClick={() => change({ advanceMs: minutes * MINUTE_MS })}
            >
              Advance {minutes} {minutes === 1 ? 'minute' : 'minutes'}
            </button>
          ))}
        </div>
      </div>
      <p class="muted" role="status">
        {deed.isBusy ? 'Going ahead; what falls due on the way runs…' : ''}
      </p>
      <FormError text={deed.error} />
    </>
  );
}
