/** Leads as the rows of a table: finding the columns by header, and reading each row once, at the edge. */
import { TASK_LIMITS } from '../contract';
import { LeadSyncError } from './errors';

export const LEAD_FIELDS = ['id', 'name', 'email', 'status', 'source', 'task_id'] as const;
export type LeadField = (typeof LEAD_FIELDS)[number];

/** Fields without which nothing can be synced. The others are used when they are there. */
export const REQUIRED_FIELDS = ['id', 'status', 'task_id'] as const satisfies readonly LeadField[];

/** A cell as a spreadsheet gives it: text, number, true/false, a date, or '' for empty. */
export type Cell = unknown;

/** The leads tab as read: the header row, then the data rows in sheet order (rows[0] is sheet row 2). */
export interface LeadTable {
  readonly header: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Where each field stands: 0-based column index, or -1 when the header is not there. */
export type LeadColumns = Readonly<Record<LeadField, number>>;

export interface Lead {
  /** 1-based sheet row at the time of reading. For messages only: rows move. */
  readonly row: number;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Trimmed, otherwise as typed. */
  readonly status: string;
  readonly source: string;
  /** '' when the lead has no task yet. */
  readonly taskId: string;
}

/** Header texts are compared trimmed and in any case, columns in any order; the first of two equal headers counts. */
export function findColumns(header: readonly Cell[]): LeadColumns {
  const names = header.map((cell) => textOf(cell).toLowerCase());
  const entries = LEAD_FIELDS.map((field) => [field, names.indexOf(field)] as const);
  return Object.fromEntries(entries) as Record<LeadField, number>;
}

export function missingFields(columns: LeadColumns, fields: readonly LeadField[]): LeadField[] {
  return fields.filter((field) => columns[field] < 0);
}

/** @throws LeadSyncError header_missing when a required column is not there */
export function requireColumns(header: readonly Cell[]): LeadColumns {
  const columns = findColumns(header);
  const missing = missingFields(columns, REQUIRED_FIELDS);
  if (missing.length > 0) {
    throw new LeadSyncError(
      'header_missing',
      `The first row has no column named ${missing.join(', ')}. Choose "Set up" in the Lead Sync menu to add it, or rename yours.`,
    );
  }
  return columns;
}

/** All rows that hold anything in a column the sync knows; blank rows are not leads. */
export function readLeads(table: LeadTable, columns: LeadColumns): Lead[] {
  const leads: Lead[] = [];
  table.rows.forEach((cells, index) => {
    const lead = readLead(cells, columns, index + 2);
    if (lead.id || lead.name || lead.email || lead.status || lead.source || lead.taskId) leads.push(lead);
  });
  return leads;
}

function readLead(cells: readonly Cell[], columns: LeadColumns, row: number): Lead {
  const text = (field: LeadField): string => (columns[field] < 0 ? '' : textOf(cells[columns[field]]));
  return {
    row,
    id: text('id'),
    name: text('name'),
    email: text('email'),
    status: text('status'),
    source: text('source'),
    taskId: text('task_id'),
  };
}

/** A cell as trimmed text. An id typed as 42 and one typed as "42" are the same id. */
export function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell.trim();
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'number') return String(cell);
  // A date in an id or status column is somebody's typo; its ISO form at least stays the same from read to read.
  if (Object.prototype.toString.call(cell) === '[object Date]') return isoOf(cell as Date);
  return '';
}

function isoOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** Why this id cannot be used with the tracker, or null. */
export function idProblem(id: string): string | null {
  if (id.length > TASK_LIMITS.lead_id)
    return `its id is longer than ${TASK_LIMITS.lead_id} characters. Give it a shorter one.`;
  return null;
}
