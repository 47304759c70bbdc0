/** How long deleted cards and the history are kept. */
import { useState } from 'preact/hooks';
import { changeSettings, fetchSettings } from '../../api/admin-api';
import { toast } from '../../state/toasts';
import { useLoaded } from '../use-loaded';
import { DeedError } from './deed-error';
import { useDeed } from './use-deed';

export function RetentionForm() {
  const settings = useLoaded(fetchSettings);
  // What somebody types while the setting is still being loaded stays.
  const [typed, setTyped] = useState<string | null>(null);
  const deed = useDeed();
  const days = typed ?? settings.value?.retention_days?.toString() ?? '';
  const save = async () => {
    await changeSettings({ retention_days: days.trim() === '' ? null : Number(days) });
    await settings.reload();
    setTyped(null);
    toast({ kind: 'info', text: 'Saved.' });
  };
  return (
    <form
      class="form panel"
      aria-label="Retention"
      onSubmit={(event) => {
        event.preventDefault();
        void deed.run(save);
      }}
    >
      <h2>Retention</h2>
      <div class="field">
        <label for="retention">Days that deleted cards and history are kept</label>
        <input
          id="retention"
          class="input short"
          type="number"
          min={1}
          step={1}
          placeholder="for ever"
          value={days}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p class="muted small-text">Empty keeps them for ever.</p>
      </div>
      <DeedError error={deed.error ?? settings.failure} />
      <footer class="form-foot">
        <button class="button primary" type="submit" disabled={deed.isBusy || settings.value === null}>
          Save
        </button>
      </footer>
    </form>
  );
}
