/** A card's history in sentences. */
import type { Actor, FieldChange, HistoryEntry, Origin, TaskField, TaskStatus } from '../api/types';
import { STATUS_NAMES } from './status-names';

const ACTIONS: Readonly<Record<HistoryEntry['action'], string>> = {
  created: 'made the card',
  changed: 'changed the card',
  deleted: 'deleted the card',
  restored: 'restored the card',
  erased: 'erased the personal data',
};

const FIELD_NAMES: Readonly<Record<TaskField, string>> = {
  title: 'Title',
  status: 'Status',
  lead_id: 'Lead',
  notes: 'Notes',
};

const ORIGINS: Readonly<Record<Origin['kind'], string>> = {
  api: 'the API',
  board: 'the board',
  sheet: 'a sheet',
  import: 'an import',
  command: 'the command line',
};

export function actionInWords(entry: HistoryEntry): string {
  const [first, second] = entry.changes;
  if (entry.action !== 'changed' || first === undefined || second !== undefined) return ACTIONS[entry.action];
  if (first.field === 'status') return `moved the card to ${valueInWords(first, 'to')}`;
  return `changed the ${FIELD_NAMES[first.field].toLowerCase()}`;
}

export function actorInWords(actor: Actor): string {
  switch (actor.kind) {
    case 'local':
      return 'Someone on this computer';
    case 'system':
      return 'The tracker';
    case 'key':
    case 'person':
      return actor.name;
  }
}

/** @param sheetName looks up what a source is called */
export function originInWords(origin: Origin, sheetName: (source: string) => string | null): string {
  const name = origin.source === null ? null : sheetName(origin.source);
  if (origin.kind === 'sheet' && name !== null) return `the sheet “${name}”`;
  return ORIGINS[origin.kind];
}

export function fieldInWords(field: TaskField): string {
  return FIELD_NAMES[field];
}

/** Empty and missing values are said, not left blank. */
export function valueInWords(change: FieldChange, side: 'from' | 'to'): string {
  const value = change[side];
  if (value === null) return 'none';
  if (value === '') return 'empty';
  return change.field === 'status' ? (STATUS_NAMES[value as TaskStatus] ?? value) : value;
}
