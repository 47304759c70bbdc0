/** Shares the spreadsheet with one more person, or gives somebody another role. */
import { useState } from 'preact/hooks';
import { FormError } from '../../components/form-error';
import { sharePerson } from '../../api/client';
import { useDeed } from '../state/deed';

type Role = 'editor' | 'viewer';

export function ShareForm() {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const deed = useDeed();
  const share = async () => {
    await sharePerson(email.trim(), role);
    setEmail('');
  };
  return (
    <form
      class="share-form"
      onSubmit={(event) => {
        event.preventDefault();
        void deed.run(share);
      }}
    >
      <input
        class="input"
        type="email"
        required
        aria-label="Share with"
        placeholder="Share with…"
        value={email}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <select
        class="input short"
        aria-label="Role"
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
      >
        <option value="editor">Editor</option>
        <option value="viewer">Viewer</option>
      </select>
      <button class="button small" type="submit" disabled={deed.isBusy}>
        Share
      </button>
      <FormError text={deed.error} />
    </form>
  );
}
