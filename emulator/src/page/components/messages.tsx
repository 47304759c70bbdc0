/** What the window says: short notes at the bottom, and words for screen readers. */
import { announcement, passingNote } from '../state/messages';
import { Icon } from './icons';

export function Messages() {
  return (
    <>
      <div class="passing-notes" role="status">
        {passingNote.value !== null && (
          <p class="passing-note">
            {passingNote.value}
            <button
              type="button"
              class="tool"
              aria-label="Dismiss"
              onClick={() => (passingNote.value = null)}
            >
              <Icon name="close" />
            </button>
          </p>
        )}
      </div>
      <div class="visually-hidden" role="status" data-testid="announcement">
        {announcement.value}
      </div>
    </>
  );
}
