/** The administrators' page: keys, links, webhooks, audit log and data, one at a time by the address. */
import { useEffect } from 'preact/hooks';
import { search } from '../../state/router';
import { Link } from '../link';
import { AuditSection } from './audit-section';
import { DataSection } from './data-section';
import { KeysSection } from './keys-section';
import { SignInLinksSection } from './sign-in-links-section';
import { WebhooksSection } from './webhooks-section';

const TABS = [
  { id: 'keys', name: 'Keys', Section: KeysSection },
  { id: 'links', name: 'Sign-in links', Section: SignInLinksSection },
  { id: 'webhooks', name: 'Webhooks', Section: WebhooksSection },
  { id: 'audit', name: 'Audit log', Section: AuditSection },
  { id: 'data', name: 'Personal data', Section: DataSection },
] as const;

export function AdminPage() {
  const wanted = new URLSearchParams(search.value).get('tab');
  const tab = TABS.find(({ id }) => id === wanted) ?? TABS[0];
  useEffect(() => {
    document.title = `${tab.name} · Work Tracker`;
  }, [tab]);
  return (
    <div class="admin">
      <nav class="admin-nav" aria-label="Administration">
        {TABS.map(({ id, name }) => (
          <Link key={id} href={`/admin?tab=${id}`} aria-current={id === tab.id ? 'page' : undefined}>
            {name}
          </Link>
        ))}
      </nav>
      <div class="admin-main">
        <tab.Section />
      </div>
    </div>
  );
}
