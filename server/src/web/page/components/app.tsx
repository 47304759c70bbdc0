/** Chooses the page by the address, inside what all pages share. */
import { useEffect, useRef } from 'preact/hooks';
import { arrivals, cardIdOf, path } from '../state/router';
import { isReady, loadSession, mayAdmin, session, sessionFailure } from '../state/session';
import { AdminPage } from './admin/admin-page';
import { Announcer } from './announcer';
import { BoardPage } from './board-page';
import { CardPage } from './card-page';
import { DialogHost } from './dialog-host';
import { Header } from './header';
import { Link } from './link';
import { MoveMenu } from './move-menu';
import { Notice } from './notice';
import { SignInPage } from './sign-in-page';
import { Toasts } from './toasts';

export function App() {
  return (
    <>
      <a class="skip-link" href="#main">
        Skip to the content
      </a>
      <Header />
      <Main />
      <MoveMenu />
      <DialogHost />
      <Toasts />
      <Announcer />
    </>
  );
}

/** Takes the focus on arrival, as a page load would; the board gives it back to the card that was left. */
function Main() {
  const main = useRef<HTMLElement>(null);
  const arrived = arrivals.value;
  useEffect(() => {
    if (arrived > 0 && path.value !== '/') main.current?.focus();
  }, [arrived]);
  return (
    <main id="main" ref={main} tabIndex={-1}>
      <Page />
    </main>
  );
}

function Page() {
  const cardId = cardIdOf(path.value);
  if (sessionFailure.value !== null && session.value === null) return <Unreachable />;
  if (session.value === null) return <p class="page-loading">Loading…</p>;
  if (path.value === '/sign-in') return <SignInPage />;
  if (!isReady.value) return null;
  if (path.value === '/') return <BoardPage />;
  if (cardId !== null) return <CardPage key={cardId} id={cardId} />;
  if (path.value === '/admin') return mayAdmin.value ? <AdminPage /> : <AdminRefused />;
  return (
    <Notice title="There is no such page" text="The address may be mistyped.">
      <Link class="button" href="/">
        Go to the board
      </Link>
    </Notice>
  );
}

function Unreachable() {
  return (
    <Notice kind="error" title="The tracker does not answer" text={sessionFailure.value ?? ''}>
      <button class="button primary" type="button" onClick={() => void loadSession()}>
        Try again
      </button>
    </Notice>
  );
}

function AdminRefused() {
  return (
    <Notice
      kind="error"
      title="This page is for administrators"
      text="Your key lacks the scope admin. Sign in with a key that has it, or ask whoever runs the tracker."
    >
      <Link class="button" href="/">
        Go to the board
      </Link>
    </Notice>
  );
}
