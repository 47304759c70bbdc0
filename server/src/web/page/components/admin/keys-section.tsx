/** Access keys: the list, making one, revoking one. */
import { useState } from 'preact/hooks';
import { fetchKeys, revokeKey } from '../../api/admin-api';
import type { ApiKey, NewApiKey } from '../../api/admin-types';
import { openDialog } from '../../state/dialogs';
import { adoptKey, isOpenMode } from '../../state/session';
import { PlusIcon } from '../icons';
import { useLoaded } from '../use-loaded';
import { DeedError } from './deed-error';
import { KeyTable } from './key-table';
import { NewKeyForm } from './new-key-form';
import { SecretBox } from './secret-box';
import { Section } from './section';
import { useDeed } from './use-deed';

export function KeysSection() {
  const keys = useLoaded(fetchKeys);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const deed = useDeed();
  const revoke = (key: ApiKey) =>
    openDialog({
      kind: 'confirm',
      title: `Revoke “${key.name}”?`,
      text: 'Whatever uses this key is refused from now on. A revoked key cannot be brought back.',
      label: 'Revoke',
      run: () => void deed.run(() => revokeKey(key.id).then(keys.reload)),
    });
  return (
    <Section
      title="Keys"
      text="What programs and people use to reach the tracker. Two keys of one name may live at once, for rotation."
      loaded={keys}
      action={
        <button
          class="button primary"
          type="button"
          aria-expanded={isMaking}
          onClick={() => setMaking(!isMaking)}
        >
          <PlusIcon />
          New key
        </button>
      }
    >
      <DeedError error={deed.error} />
      {made !== null && (
        <SecretBox
          title={`The key “${made.name}”`}
          text="Copy it now: it is shown this one time and kept only as a hash."
          secret={made.key}
          onDone={() => setMade(null)}
        />
      )}
      {isMaking && (
        <NewKeyForm
          onCancel={() => setMaking(false)}
          onMade={(key) => {
            setMade(key);
            setMaking(false);
            const signedIn = isOpenMode.value ? adoptKey(key.key) : Promise.resolve();
            void deed.run(() => signedIn.then(keys.reload));
          }}
        />
      )}
      <KeyTable keys={keys.value ?? []} onRevoke={revoke} />
    </Section>
  );
}
