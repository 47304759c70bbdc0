/** The title and notes that the sync writes into a task. */
import { TASK_LIMITS } from '../contract';
import type { Lead } from './lead';

/** Notes travel twice with every push (text and state), so they are kept short. */
const NOTES_LENGTH = 1_000;

export interface TaskText {
  readonly title: string;
  readonly notes: string;
}

/** `Follow up: <name>`, else the mail address, else the id; `Source: <source>` when there is one. */
export function taskTextOf(lead: Pick<Lead, 'id' | 'name' | 'email' | 'source'>): TaskText {
  const who = lead.name || lead.email || lead.id;
  const notes = lead.source ? `Source: ${lead.source}` : 'Auto-created from Sheets';
  return { title: clip(`Follow up: ${who}`, TASK_LIMITS.title), notes: clip(notes, NOTES_LENGTH) };
}

/** A cell may hold 50,000 characters and a line break; a title is one short line. Never cuts a surrogate pair in two. */
function clip(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= limit) return line;
  const cut = line.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
