/** Making a link that signs a person in, once. */
import { useState } from 'preact/hooks';
import { createSignInLink } from '../../api/admin-api';
import type { SignInLink } from '../../api/admin-types';
import type { Scope } from '../../api/types';
import { DeedError } from './deed-error';
import { ScopeChoice } from './scope-choice';
import { SecretBox } from './secret-box';
import { Section } from './section';
import { useDeed } from './use-deed';

/** A sheet syncs with a key, never as a person. */
const OFFERED: readonly Scope[] = ['read', 'write', 'admin'];

export function SignInLinksSection() {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['write']);
  const [link, setLink] = useState<SignInLink | null>(null);
  const deed = useDeed();
  return (
    <Section
      title="Sign-in links"
      text="A link signs one person in to the board, once. Their changes carry the name you give here."
    >
      {link !== null && (
        <SecretBox
          title="The link"
          text={`Send it to the person by a way you trust. It works once, until ${new Date(link.expires_at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}.`}
          secret={link.url}
          onDone={() => setLink(null)}
        />
      )}
      <form
        class="form panel"
        aria-label="New sign-in link"
        onSubmit={(event) => {
          event.preventDefault();
          void deed.run(async () => setLink(await createSignInLink(name.trim(), scopes)));
        }}
      >
        <div class="field">
          <label for="link-name">Name of the person</label>
          <input
            id="link-name"
            class="input"
            required
            autocomplete="off"
            maxLength={100}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <ScopeChoice chosen={scopes} onChange={setScopes} offered={OFFERED} />
        <DeedError error={deed.error} />
        <footer class="form-foot">
          <button class="button primary" type="submit" disabled={deed.isBusy || scopes.length === 0}>
            Make the link
          </button>
        </footer>
      </form>
    </Section>
  );
}
