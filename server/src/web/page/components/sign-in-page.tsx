/** Signing in, with a key or by a link that works once. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { messageOf } from '../api/api-error';
import { returnPath, session, signIn } from '../state/session';
import { search } from '../state/router';
import { Link } from './link';

export function SignInPage() {
  const [token] = useState(readToken);
  if (token !== null) return <SignInByLink token={token} />;
  return session.value?.mode === 'none' ? <SignInByKey /> : <SignedInAlready />;
}

/** After the #, where no server and no log sees it. */
function readToken(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('token');
}

function SignInByLink({ token }: { token: string }) {
  const { isBusy, failure, send } = useSignIn();
  return (
    <Frame title="Sign in" text="This link signs you in on this browser. It works once.">
      <Problem text={failure} />
      <button
        class="button primary large"
        type="button"
        disabled={isBusy}
        onClick={() => void send({ token })}
      >
        {isBusy ? 'Signing in…' : 'Sign in to the board'}
      </button>
      {failure !== null && (
        <a class="text-link" href="/sign-in">
          Sign in with a key instead
        </a>
      )}
    </Frame>
  );
}

function SignInByKey() {
  const { isBusy, failure, send } = useSignIn();
  const [key, setKey] = useState('');
  return (
    <Frame
      title="Sign in"
      text="Paste an access key of this tracker. It is kept in no place on this computer."
    >
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim() !== '') void send({ key: key.trim() });
        }}
      >
        <div class="field">
          <label for="key">Access key</label>
          <input
            id="key"
            class="input"
            type="password"
            autocomplete="off"
            spellcheck={false}
            autofocus
            required
            value={key}
            aria-describedby={failure === null ? undefined : 'sign-in-problem'}
            onInput={(event) => setKey(event.currentTarget.value)}
          />
        </div>
        <Problem text={failure} />
        <button class="button primary large" type="submit" disabled={isBusy}>
          {isBusy ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
      <p class="muted small-text">No key? Ask whoever runs the tracker for one, or for a sign-in link.</p>
    </Frame>
  );
}

function SignedInAlready() {
  return (
    <Frame title="You are signed in" text="Nothing more is needed.">
      <Link class="button primary large" href={returnPath(search.value)}>
        Go to the board
      </Link>
    </Frame>
  );
}

function Frame({ title, text, children }: { title: string; text: string; children: ComponentChildren }) {
  return (
    <div class="sign-in">
      <div class="sign-in-box">
        <h1>{title}</h1>
        <p class="muted">{text}</p>
        {children}
      </div>
    </div>
  );
}

function Problem({ text }: { text: string | null }) {
  return (
    <p class={text === null ? 'visually-hidden' : 'form-error'} id="sign-in-problem" role="alert">
      {text}
    </p>
  );
}

function useSignIn() {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const send = async (credential: Parameters<typeof signIn>[0]) => {
    setBusy(true);
    setFailure(null);
    try {
      await signIn(credential);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, failure, send };
}
