/** Somebody else saved the card first: both values of each field that differs, and a choice. */
import type { Card } from '../api/types';
import { DRAFT_FIELDS, fieldsOf, type Draft } from '../logic/card-draft';
import { fieldInWords, valueInWords } from '../logic/history-words';

interface Props {
  readonly draft: Draft;
  readonly theirs: Card;
  readonly onTake: () => void;
}

export function DraftConflict({ draft, theirs, onTake }: Props) {
  const mine = fieldsOf(draft);
  const different = DRAFT_FIELDS.filter((field) => mine[field] !== theirs[field]);
  return (
    <section class="conflict" role="alert" aria-label="The card was changed meanwhile">
      <p>
        <strong>Someone else changed this card while you were editing.</strong> Nothing of yours is saved yet.
      </p>
      <dl>
        {different.map((field) => (
          <div key={field}>
            <dt>{fieldInWords(field)}</dt>
            <dd>
              now: <q dir="auto">{valueInWords({ field, from: null, to: theirs[field] }, 'to')}</q>
            </dd>
          </div>
        ))}
      </dl>
      <button class="button small" type="button" onClick={onTake}>
        Take theirs
      </button>
    </section>
  );
}
