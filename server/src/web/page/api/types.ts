/** What the tracker answers to the board: the types of its API document, and names for their parts. */
import type { Card, Flow, HistoryEntry, Session, Task } from '../../../contract';

export type {
  Actor,
  Card,
  CardLink,
  CardPage,
  Counts,
  Flow,
  HistoryEntry,
  Origin,
  Session,
  Source,
  Task,
  TaskStatus,
  TimeInStatus,
} from '../../../contract';

export type Scope = Session['scopes'][number];
export const SCOPES = ['read', 'write', 'sync', 'admin'] as const satisfies readonly Scope[];

export type FieldChange = HistoryEntry['changes'][number];
export type TaskField = FieldChange['field'];
export type CardFields = Pick<Task, TaskField>;
export type FlowDay = Flow['days'][number];
/** As the live updates give it. */
export type ChangedCard = Card & { readonly deleted: boolean };
