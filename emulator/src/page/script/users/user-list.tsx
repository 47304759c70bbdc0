/** The people of this spreadsheet: whether each has allowed the script, and the two ways to sit there as them. */
import { useEffect, useRef } from 'preact/hooks';
import { FormError } from '../../components/form-error';
import { revokeScopes } from '../../api/client';
import { request } from '../../api/request';
import type { AuthorizationView } from '../../api/types';
import { Avatar } from '../components/avatar';
import { OutIcon } from '../components/icons';
import { useDeed } from '../state/deed';
import { useFresh } from '../state/fresh';
import { switchUser } from '../../state/user';
import { workbook } from '../../state/workbook';
import { ShareForm } from './share-form';

interface Props {
  readonly users: readonly string[];
  readonly current: string;
}

export function UserList({ users, current }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const states = useFresh(() => Promise.all(users.map(authorizationOf)), ['authorization'], [users.join()]);
  const deed = useDeed();
  const mine = states.value?.find(({ user }) => user === current);
  useEffect(() => panel.current?.focus(), []);
  return (
    <div class="user-list" ref={panel} tabIndex={-1} role="group" aria-label="Users">
      <ul>
        {users.map((email) => (
          <User
            key={email}
            email={email}
            isCurrent={email === current}
            state={states.value?.find(({ user }) => user === email)}
          />
        ))}
      </ul>
      <ShareForm />
      {mine?.scopes.some(({ granted }) => granted) && (
        <button
          class="button small"
          type="button"
          disabled={deed.isBusy}
          onClick={() => void deed.run(revokeScopes)}
        >
          Take back my authorisation
        </button>
      )}
      <FormError text={deed.error} />
    </div>
  );
}

const ROLE_NAMES = { owner: 'Owner', editor: 'Editor', viewer: 'Viewer: may only read' } as const;

interface UserProps {
  readonly email: string;
  readonly isCurrent: boolean;
  readonly state: AuthorizationView | undefined;
}

function User({ email, isCurrent, state }: UserProps) {
  const role = workbook.value?.people.find((person) => person.email === email)?.role ?? 'editor';
  return (
    <li class="user-row" aria-current={isCurrent ? 'true' : undefined}>
      <Avatar email={email} />
      <div class="user-text">
        <span class="user-email">{email}</span>
        <span class="muted small-text">
          {ROLE_NAMES[role]}
          {role !== 'viewer' && ` · ${state === undefined ? '…' : inWords(state)}`}
        </span>
      </div>
      {isCurrent ? (
        <span class="tag">This window</span>
      ) : (
        <span class="user-ways">
          <button
            class="button small"
            type="button"
            aria-label={`Switch to ${email}`}
            onClick={() => switchUser(email)}
          >
            Switch
          </button>
          <a
            class="button small icon-only"
            href={`/?user=${encodeURIComponent(email)}`}
            target="_blank"
            rel="noopener"
            title={`Open a second window as ${email}`}
            aria-label={`Open a second window as ${email}`}
          >
            <OutIcon />
          </a>
        </span>
      )}
    </li>
  );
}

function inWords({ scopes }: AuthorizationView): string {
  if (scopes.length === 0) return 'the script asks for nothing';
  if (scopes.every(({ granted }) => granted)) return 'has allowed the script';
  return scopes.some(({ granted }) => granted) ? 'has allowed a part' : 'has not allowed the script yet';
}

/** Also of those who do not sit here. */
function authorizationOf(email: string): Promise<AuthorizationView> {
  return request('GET', `/api/authorization?user=${encodeURIComponent(email)}`);
}
