/** What can be done with a card on its page. */
import type { Card } from '../api/types';
import { STATUS_NAMES } from '../logic/status-names';
import { openDialog } from '../state/dialogs';
import { openMenu } from '../state/menu';
import { mayWrite } from '../state/session';
import { deleteHere } from './card-page';
import { BinIcon, DownIcon, EditIcon, StatusIcon } from './icons';

export function CardActions({ card }: { card: Card }) {
  const status = (
    <>
      <StatusIcon status={card.status} />
      {STATUS_NAMES[card.status]}
    </>
  );
  if (!mayWrite.value) return <p class="card-actions with-icon">{status}</p>;
  return (
    <div class="card-actions">
      <button
        class="button small"
        type="button"
        aria-haspopup="menu"
        aria-label={`${STATUS_NAMES[card.status]}. Move to another column`}
        onClick={(event) => openMenu(card, event.currentTarget)}
      >
        {status}
        <DownIcon />
      </button>
      <span class="grow" />
      <button class="button small" type="button" onClick={() => openDialog({ kind: 'edit', card })}>
        <EditIcon />
        Edit
      </button>
      <button class="button small quiet danger" type="button" onClick={() => void deleteHere(card)}>
        <BinIcon />
        Delete
      </button>
    </div>
  );
}
