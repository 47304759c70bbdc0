/** What goes on behind a card's form: the draft, saving, and what stands in its way. */
import { useRef, useState } from 'preact/hooks';
import { ApiError, isKind, messageOf } from '../api/api-error';
import { fetchCard } from '../api/board-api';
import type { Card, TaskStatus } from '../api/types';
import {
  changesOf,
  clashesOf,
  draftOf,
  fieldsOf,
  isEmpty,
  rebaseDraft,
  sameDraft,
  type Draft,
} from '../logic/card-draft';
import { receiveCard } from '../state/board';
import { saveCard } from '../state/change-card';
import { createCard } from '../state/create-and-delete';
import { closeDialog } from '../state/dialogs';

/** @param card null for a new one */
export function useCardForm(card: Card | null, status: TaskStatus) {
  const [base, setBase] = useState(card);
  const [draft, setDraft] = useState<Draft>(() => draftOf(card, status));
  const [theirs, setTheirs] = useState<Card | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const key = useRef(newKey());
  const isDirty = () => !sameDraft(draft, draftOf(base, status));

  const fail = async (reason: unknown) => {
    if (isKind(reason, 'version-mismatch') && base !== null) {
      const current = await fetchCard(base.id);
      const rebased = rebaseDraft(draft, base, current);
      receiveCard(current);
      setDraft(rebased);
      setBase(current);
      if (clashesOf(draft, base, current).length > 0) setTheirs(current);
      // Both changed other fields: both survive, and nobody has to be asked.
      else await sendAndClose(current, rebased, key.current);
      return;
    }
    setError(reason instanceof ApiError ? reason : new ApiError('failed', messageOf(reason)));
  };
  const submit = async () => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    setLeaving(false);
    try {
      await sendAndClose(base, draft, key.current);
    } catch (reason) {
      await fail(reason).catch((second: unknown) => setError(new ApiError('failed', messageOf(second))));
    } finally {
      setBusy(false);
    }
  };
  const mayClose = () => {
    if (isLeaving || !isDirty()) return true;
    setLeaving(true);
    return false;
  };
  return {
    draft,
    theirs,
    error,
    isBusy,
    isLeaving,
    submit,
    mayClose,
    leave: () => mayClose() && closeDialog(),
    takeTheirs: () => {
      if (theirs !== null) setDraft(draftOf(theirs, theirs.status));
      setTheirs(null);
    },
    change: (changes: Partial<Draft>) => {
      setLeaving(false);
      setDraft((before) => ({ ...before, ...changes }));
    },
  };
}

/** Not randomUUID: browsers have it on secure origins only. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sendAndClose(...form: Parameters<typeof send>): Promise<void> {
  await send(...form);
  closeDialog();
}

async function send(base: Card | null, draft: Draft, key: string): Promise<void> {
  if (base === null) {
    await createCard(fieldsOf(draft), key);
    return;
  }
  const changes = changesOf(draft, base);
  if (!isEmpty(changes)) await saveCard(base, changes);
}
