/** The audit log: what was done beside changing cards, by whom and from where. */
import { fetchAudit } from '../../api/admin-api';
import type { AuditEntry } from '../../api/admin-types';
import { actorInWords, originInWords } from '../../logic/history-words';
import { sourceName } from '../../state/sources';
import { DeedError } from './deed-error';
import { Section, TableFrame } from './section';
import { useDeed } from './use-deed';
import { usePages } from './use-pages';

export function AuditSection() {
  const deed = useDeed();
  const pages = usePages<AuditEntry>(async (page) => {
    const { entries, next } = await fetchAudit(page);
    return { items: entries, next };
  });
  return (
    <Section
      title="Audit log"
      text="Keys, sign-ins, webhooks, settings, exports and erasures, newest first. What was done to a card stands on its own page."
      loaded={pages.first}
    >
      {pages.items.length === 0 ? (
        <p class="empty">Nothing has happened yet.</p>
      ) : (
        <AuditTable items={pages.items} />
      )}
      <DeedError error={deed.error} />
      {pages.hasMore && (
        <button
          class="button"
          type="button"
          disabled={deed.isBusy}
          onClick={() => void deed.run(pages.loadMore)}
        >
          Show more
        </button>
      )}
    </Section>
  );
}

function AuditTable({ items }: { items: readonly AuditEntry[] }) {
  return (
    <TableFrame label="Audit log">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">From</th>
            <th scope="col">What</th>
            <th scope="col">Subject</th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.id}>
              <td class="nowrap">
                {new Date(entry.at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' })}
              </td>
              <td dir="auto">{actorInWords(entry.actor)}</td>
              <td>{originInWords(entry.origin, sourceName)}</td>
              <td>
                <code>{entry.action}</code>
              </td>
              <td class="subject">{entry.subject}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
