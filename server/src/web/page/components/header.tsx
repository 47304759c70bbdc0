/** The bar at the top: where one is, who one is, and whether the page is live. */
import { path } from '../state/router';
import { isReady, mayAdmin, mayWrite, session, signOut } from '../state/session';
import { actorInWords } from '../logic/history-words';
import { messageOf } from '../api/api-error';
import { toastError } from '../state/toasts';
import { Link } from './link';
import { LiveBadge } from './live-badge';
import { ThemeButton } from './theme-button';

export function Header() {
  return (
    <header class="header">
      <Link class="brand" href="/">
        <svg class="brand-mark" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
          <rect x="1" y="1" width="20" height="20" rx="5.5" class="brand-ground" />
          <path d="M6 6.5v9M11 6.5v5.5M16 6.5V9" class="brand-bars" />
        </svg>
        <span class="brand-name">Work Tracker</span>
      </Link>
      {isReady.value && (
        <nav class="nav" aria-label="Pages">
          <NavLink href="/" label="Board" />
          {mayAdmin.value && <NavLink href="/admin" label="Admin" />}
        </nav>
      )}
      <span class="grow" />
      {isReady.value && <LiveBadge />}
      <ThemeButton />
      {isReady.value && <Who />}
    </header>
  );
}

function NavLink({ href, label }: { href: string; label: string }) {
  return (
    <Link href={href} class="nav-link" aria-current={path.value === href ? 'page' : undefined}>
      {label}
    </Link>
  );
}

function Who() {
  const { actor, mode, workspace } = session.value ?? {};
  if (!actor) return null;
  const name = mode === 'open' ? 'This computer' : actorInWords(actor);
  const rights = mayWrite.value ? '' : ' · read only';
  return (
    <div class="who">
      <span class="avatar" aria-hidden="true">
        {name.slice(0, 1).toUpperCase()}
      </span>
      <span class="who-text" title={workspace === undefined ? '' : `Workspace ${workspace}`}>
        <span class="who-name">{name}</span>
        <span class="who-more">{mode === 'open' ? 'no keys yet' : `${workspace ?? ''}${rights}`}</span>
      </span>
      {mode === 'session' && (
        <button class="button quiet small" type="button" onClick={() => void leave()}>
          Sign out
        </button>
      )}
    </div>
  );
}

async function leave(): Promise<void> {
  try {
    await signOut();
  } catch (error) {
    toastError(`You are still signed in. ${messageOf(error)}`);
  }
}
