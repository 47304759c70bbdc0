/** Everything held about one lead: download it, or erase it for good. */
import { useState } from 'preact/hooks';
import { eraseLead, exportLead } from '../../api/admin-api';
import { plural } from '../../logic/age-words';
import { openDialog } from '../../state/dialogs';
import { toast } from '../../state/toasts';
import { DeedError } from './deed-error';
import { useDeed } from './use-deed';

export function LeadDataForm() {
  const [lead, setLead] = useState('');
  const deed = useDeed();
  const id = lead.trim();
  const erase = async () => {
    const { tasks } = await eraseLead(id);
    toast({ kind: 'info', text: `Erased: ${plural(tasks, 'card')} of this lead.` });
  };
  const ask = () =>
    openDialog({
      kind: 'confirm',
      title: 'Erase this lead?',
      text: 'All cards of this lead lose their titles, notes and history, in every copy this tracker holds. This cannot be undone.',
      label: 'Erase for good',
      run: () => void deed.run(erase),
    });
  return (
    <form
      class="form panel"
      aria-label="A lead’s data"
      onSubmit={(event) => {
        event.preventDefault();
        void deed.run(async () => download(await exportLead(id)));
      }}
    >
      <h2>A lead’s data</h2>
      <div class="field">
        <label for="lead-data">Lead id</label>
        <input
          id="lead-data"
          class="input"
          required
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          value={lead}
          onInput={(event) => setLead(event.currentTarget.value)}
        />
      </div>
      <DeedError error={deed.error} />
      <footer class="form-foot">
        <button class="button danger" type="button" disabled={id === '' || deed.isBusy} onClick={ask}>
          Erase…
        </button>
        <button class="button primary" type="submit" disabled={id === '' || deed.isBusy}>
          Download
        </button>
      </footer>
    </form>
  );
}

function download(data: unknown): void {
  const address = URL.createObjectURL(
    new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = 'lead-data.json';
  link.click();
  URL.revokeObjectURL(address);
}
