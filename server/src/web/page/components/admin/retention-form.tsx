/** How long deleted cards and the history are kept. */
import { useEffect, useState } from 'preact/hooks';
import { changeSettings, fetchSettings } from '../../api/admin-api';
import { toast } from '../../state/toasts';
import { useLoaded } from '../use-loaded';
import { DeedError } from './deed-error';
import { useDeed } from './use-deed';

export function RetentionForm() {
  const settings = useLoaded(fetchSettings);
  const [days, setDays] = useState('');
  const deed = useDeed();
  useEffect(() => setDays(settings.value?.retention_days?.toString() ?? ''), [settings.value]);
  const save = async () => {
    await changeSettings({ retention_days: days.trim() === '' ? null : Number(days) });
    await settings.reload();
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
          onInput={(event) => setDays(event.currentTarget.value)}
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
