/** A card's own page: its fields, where it stands in sheets, and its history. */
import { useEffect } from 'preact/hooks';
import { isKind } from '../api/api-error';
import { fetchCard, fetchHistory } from '../api/board-api';
import type { Card } from '../api/types';
import { heard, known, wishes } from '../state/board';
import { dialog, openDialog } from '../state/dialogs';
import { deleteCard } from '../state/create-and-delete';
import { resets } from '../state/live';
import { menu } from '../state/menu';
import { navigate } from '../state/router';
import { singleKeys } from '../state/preferences';
import { mayWrite } from '../state/session';
import { loadSources } from '../state/sources';
import { isTyping } from './board-keys';
import { CardActions } from './card-actions';
import { CardFacts } from './card-facts';
import { CardGone } from './card-gone';
import { HistoryList } from './history-list';
import { BackIcon } from './icons';
import { Link } from './link';
import { Notice } from './notice';
import { useLoaded } from './use-loaded';

export function CardPage({ id }: { id: string }) {
  const loaded = useLoaded(() => fetchCard(id), [id]);
  const history = useLoaded(() => fetchHistory(id), [id]);
  const reload = () => Promise.all([loaded.reload(), history.reload()]);
  useFollowing(id, reload);
  useEffect(() => void loadSources(), []);
  const card = newest(id, loaded.value);
  useTitle(card);
  useKeys(card);
  return (
    <div class="card-page">
      <Link class="back" href="/">
        <BackIcon />
        Board
      </Link>
      {isKind(loaded.failure, 'not-found') ? (
        <CardGone id={id} title={loaded.value?.title ?? null} onRestored={reload} />
      ) : card === null ? (
        <Missing text={loaded.failure?.message ?? null} onRetry={reload} />
      ) : (
        <div class="card-columns">
          <article class="card-main">
            <CardActions card={card} />
            <h1 class="card-heading" dir="auto" tabIndex={-1}>
              {card.title}
            </h1>
            <section aria-label="Notes" class="card-notes" dir="auto">
              {card.notes === '' ? <p class="muted">No notes.</p> : card.notes}
            </section>
            <HistoryList history={history} />
          </article>
          <CardFacts card={card} />
        </div>
      )}
    </div>
  );
}

function Missing({ text, onRetry }: { text: string | null; onRetry: () => Promise<unknown> }) {
  if (text === null) return <p class="page-loading">Loading…</p>;
  return (
    <Notice kind="error" title="The card could not be read" text={text}>
      <button class="button primary" type="button" onClick={() => void onRetry()}>
        Try again
      </button>
    </Notice>
  );
}

/** The card as last read here or heard live, with the wishes under way. */
function newest(id: string, loaded: Card | null): Card | null {
  const told = [known.value.get(id), heard.value.find((card) => card.id === id && !card.deleted)];
  let card = loaded;
  for (const other of told) if (card !== null && other && other.version > card.version) card = other;
  return card === null ? null : { ...card, ...wishes.value.get(id)?.fields };
}

function useFollowing(id: string, reload: () => Promise<unknown>): void {
  const changed = heard.value.find((card) => card.id === id);
  const reset = resets.value;
  useEffect(() => {
    if (changed !== undefined || reset > 0) void reload();
  }, [changed, reset]);
}

function useTitle(card: Card | null): void {
  useEffect(() => {
    if (card !== null) document.title = `${card.title} · Work Tracker`;
  }, [card?.title]);
}

function useKeys(card: Card | null): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || dialog.value !== null || menu.value !== null || isTyping(event)) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Escape') navigate('/');
      else if (card === null || !mayWrite.value) return;
      else if (event.key === 'e' && singleKeys.value) openDialog({ kind: 'edit', card });
      else if (event.key === 'Delete') void deleteHere(card);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [card]);
}

export async function deleteHere(card: Card): Promise<void> {
  if (await deleteCard(card)) navigate('/');
}
