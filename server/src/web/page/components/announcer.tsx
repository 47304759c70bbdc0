/** Says to screen readers what has happened, without moving the focus. */
import { announcement } from '../state/announcer';

export function Announcer() {
  const { text, number } = announcement.value;
  // A changing blank makes the same sentence a new one.
  const pad = number % 2 === 0 ? '' : '\u00a0';
  return (
    <div class="visually-hidden" aria-live="polite" aria-atomic="true" data-testid="announcer">
      {text + pad}
    </div>
  );
}
