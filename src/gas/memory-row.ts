/** How the memory of one lead is written as a row of the hidden tab, and read back. */
import { isTaskStatus } from '../contract';
import type { Agreed, CellIntent, Memory, Seen } from '../core/memory';

export const MEMORY_HEADER = ['lead', 'task', 'version', 'lead values', 'task values', 'intent'];

interface TaskValues {
  readonly status: string | null;
  readonly written: Memory['written'];
  readonly seen: Seen;
  readonly asked: string | null;
}

/** Ids get a `#` in front: whatever they look like (00123, 1e5, =A1), the cell stays text. JSON never looks like anything else. */
export function toMemoryRow({ leadId, taskId, agreed, written, seen, asked, intent }: Memory): string[] {
  const taskValues: TaskValues = { status: agreed?.task ?? null, written, seen, asked };
  return [
    `#${leadId}`,
    `#${taskId}`,
    agreed === null ? '' : `v${agreed.version}`,
    agreed === null ? '' : JSON.stringify({ status: agreed.lead }),
    JSON.stringify(taskValues),
    intent === null ? '' : JSON.stringify(intent),
  ];
}

/** @returns null for a row that is not ours or was damaged: its lead is then as good as new (S23) */
export function fromMemoryRow(cells: readonly unknown[]): Memory | null {
  const [lead, task, version, leadValues, taskValues, intent] = cells.map(String);
  if (!lead?.startsWith('#') || !task?.startsWith('#')) return null;
  try {
    const values = JSON.parse(taskValues ?? '') as TaskValues;
    if (!isWhole(values)) return null;
    return {
      leadId: lead.slice(1),
      taskId: task.slice(1),
      agreed: readAgreed(version ?? '', leadValues ?? '', values.status),
      written: values.written,
      seen: values.seen,
      asked: values.asked,
      intent: intent ? (JSON.parse(intent) as CellIntent) : null,
    };
  } catch {
    return null;
  }
}

function isWhole({ written, seen }: Partial<TaskValues>): boolean {
  return (
    typeof written?.title === 'string' &&
    typeof written.notes === 'string' &&
    isTaskStatus(seen?.status) &&
    Number.isInteger(seen?.version)
  );
}

function readAgreed(version: string, leadValues: string, task: string | null): Agreed | null {
  if (!version.startsWith('v') || !isTaskStatus(task)) return null;
  const lead = (JSON.parse(leadValues) as { status?: unknown }).status;
  const number = Number(version.slice(1));
  if (typeof lead !== 'string' || !Number.isInteger(number)) throw new Error('damaged');
  return { version: number, lead, task };
}
