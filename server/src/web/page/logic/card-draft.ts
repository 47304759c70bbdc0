/** What is being typed about a card, and how it differs from what the card has. */
import type { Card, CardFields, TaskField, TaskStatus } from '../api/types';

/** As the fields of the form hold it: no lead is an empty text. */
export interface Draft {
  readonly title: string;
  readonly status: TaskStatus;
  readonly lead_id: string;
  readonly notes: string;
}

export const DRAFT_FIELDS: readonly TaskField[] = ['title', 'status', 'lead_id', 'notes'];

export function draftOf(card: Card | null, status: TaskStatus): Draft {
  return {
    title: card?.title ?? '',
    status: card?.status ?? status,
    lead_id: card?.lead_id ?? '',
    notes: card?.notes ?? '',
  };
}

export function fieldsOf(draft: Draft): CardFields {
  const lead = draft.lead_id.trim();
  return { ...draft, title: draft.title.trim(), lead_id: lead === '' ? null : lead };
}

/** Only what differs is sent, so that an edit of the title never writes an old status back. */
export function changesOf(draft: Draft, card: Card): Partial<CardFields> {
  const fields = fieldsOf(draft);
  return Object.fromEntries(
    DRAFT_FIELDS.filter((field) => fields[field] !== card[field]).map((field) => [field, fields[field]]),
  );
}

export function isEmpty(changes: Partial<CardFields>): boolean {
  return Object.keys(changes).length === 0;
}

export function sameDraft(one: Draft, other: Draft): boolean {
  return DRAFT_FIELDS.every((field) => one[field] === other[field]);
}

/** Moves a draft onto a card that somebody else has changed: what the person did not touch is as it is there now. */
export function rebaseDraft(draft: Draft, base: Card, theirs: Card): Draft {
  const [before, after] = [draftOf(base, base.status), draftOf(theirs, theirs.status)];
  const pick = <F extends TaskField>(field: F): Draft[F] =>
    draft[field] === before[field] ? after[field] : draft[field];
  return { title: pick('title'), status: pick('status'), lead_id: pick('lead_id'), notes: pick('notes') };
}

/** @returns the fields that both changed, each to another value */
export function clashesOf(draft: Draft, base: Card, theirs: Card): readonly TaskField[] {
  const mine = fieldsOf(draft);
  return DRAFT_FIELDS.filter(
    (field) => mine[field] !== base[field] && theirs[field] !== base[field] && mine[field] !== theirs[field],
  );
}
