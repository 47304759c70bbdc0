/** The fields of a card's form, each with what the tracker says against its value. */
import type { ComponentChildren } from 'preact';
import { TASK_LIMITS } from '../../../contract';
import type { ApiError } from '../api/api-error';
import type { TaskField, TaskStatus } from '../api/types';
import type { Draft } from '../logic/card-draft';
import { STATUS_NAMES, STATUSES } from '../logic/status-names';

interface Props {
  readonly draft: Draft;
  readonly error: ApiError | null;
  readonly onChange: (changes: Partial<Draft>) => void;
}

export function CardFormFields({ draft, error, onChange }: Props) {
  const problem = (field: TaskField) => error?.fields.find(({ path }) => path === field)?.message;
  return (
    <>
      <Field id="card-title" label="Title" problem={problem('title')}>
        <input
          id="card-title"
          class="input"
          required
          autofocus
          autocomplete="off"
          dir="auto"
          maxLength={TASK_LIMITS.title}
          value={draft.title}
          {...invalid('card-title', problem('title'))}
          onInput={(event) => onChange({ title: event.currentTarget.value })}
        />
      </Field>
      <div class="field-row">
        <Field id="card-status" label="Status" problem={problem('status')}>
          <select
            id="card-status"
            class="input"
            value={draft.status}
            onChange={(event) => onChange({ status: event.currentTarget.value as TaskStatus })}
          >
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {STATUS_NAMES[status]}
              </option>
            ))}
          </select>
        </Field>
        <Field id="card-lead" label="Lead id" problem={problem('lead_id')}>
          <input
            id="card-lead"
            class="input"
            autocomplete="off"
            spellcheck={false}
            maxLength={TASK_LIMITS.lead_id}
            value={draft.lead_id}
            {...invalid('card-lead', problem('lead_id'))}
            onInput={(event) => onChange({ lead_id: event.currentTarget.value })}
          />
        </Field>
      </div>
      <Field id="card-notes" label="Notes" problem={problem('notes')}>
        <textarea
          id="card-notes"
          class="input"
          rows={6}
          dir="auto"
          maxLength={TASK_LIMITS.notes}
          value={draft.notes}
          {...invalid('card-notes', problem('notes'))}
          onInput={(event) => onChange({ notes: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly problem: string | undefined;
  readonly children: ComponentChildren;
}

export function Field({ id, label, problem, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {problem !== undefined && (
        <p class="field-problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function invalid(id: string, problem: string | undefined) {
  return problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-problem` };
}
