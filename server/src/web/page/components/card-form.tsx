/** The form that makes or edits a card. */
import type { ApiError } from '../api/api-error';
import type { Card, TaskStatus } from '../api/types';
import { CardFormFields } from './card-form-fields';
import { DraftConflict } from './draft-conflict';
import { Modal } from './modal';
import { useCardForm } from './use-card-form';

interface Props {
  /** Null makes a new one. */
  readonly card: Card | null;
  readonly status: TaskStatus;
}

export function CardForm({ card, status }: Props) {
  const form = useCardForm(card, status);
  return (
    <Modal title={card === null ? 'New card' : 'Edit card'} wide mayClose={form.mayClose}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void form.submit()}
      >
        {form.theirs !== null && (
          <DraftConflict draft={form.draft} theirs={form.theirs} onTake={form.takeTheirs} />
        )}
        <CardFormFields draft={form.draft} error={form.error} onChange={form.change} />
        <FormError error={form.error} isLeaving={form.isLeaving} />
        <footer class="modal-foot">
          <button class="button" type="button" onClick={form.leave}>
            {form.isLeaving ? 'Discard' : 'Cancel'}
          </button>
          <button class="button primary" type="submit" disabled={form.isBusy}>
            {form.isBusy ? 'Saving…' : form.theirs !== null ? 'Save mine' : card === null ? 'Create' : 'Save'}
          </button>
        </footer>
      </form>
    </Modal>
  );
}

function FormError({ error, isLeaving }: { error: ApiError | null; isLeaving: boolean }) {
  if (isLeaving) {
    return (
      <p class="form-error" role="alert">
        What you typed is not saved yet.
      </p>
    );
  }
  if (error === null || error.fields.length > 0) return null;
  return (
    <p class="form-error" role="alert">
      {error.message}
    </p>
  );
}
