/** Stands in the place of a card that is not there any more, and offers to bring it back. */
import { useState } from 'preact/hooks';
import { messageOf } from '../api/api-error';
import { restoreTask } from '../api/board-api';
import { mayWrite } from '../state/session';
import { toastError } from '../state/toasts';
import { Link } from './link';
import { Notice } from './notice';

interface Props {
  readonly id: string;
  /** Known when the card was deleted while its page was open. */
  readonly title: string | null;
  readonly onRestored: () => Promise<unknown>;
}

export function CardGone({ id, title, onRestored }: Props) {
  const [isBusy, setBusy] = useState(false);
  const restore = async () => {
    setBusy(true);
    try {
      await restoreTask(id);
      await onRestored();
    } catch (error) {
      toastError(`The card could not be restored. ${messageOf(error)}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Notice
      title={title === null ? 'This card is not here' : 'This card has been deleted'}
      text={
        title === null ? 'It never existed, or it has been deleted.' : `“${title}” was deleted by someone.`
      }
    >
      <div class="button-row">
        <Link class="button" href="/">
          Go to the board
        </Link>
        {mayWrite.value && title !== null && (
          <button class="button primary" type="button" disabled={isBusy} onClick={() => void restore()}>
            Restore it
          </button>
        )}
      </div>
    </Notice>
  );
}
