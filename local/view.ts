/** What both sides hold, side by side, as text for a terminal. */
import type { Task } from '../src/contract';

/** @param leads the tab as displayed, header first */
export function sideBySide(leads: readonly (readonly string[])[], tasks: readonly Task[]): string {
  const [header = [], ...rows] = leads;
  const column = (name: string): number => header.indexOf(name);
  const taskById = new Map(tasks.map((task) => [task.id, task]));
  const lines = rows.map((cells) => {
    const cell = (name: string): string => cells[column(name)] ?? '';
    const task = taskById.get(cell('task_id'));
    return [
      cell('id'),
      cell('name'),
      cell('status'),
      cell('task_id').slice(0, 8),
      task?.status ?? '',
      task?.title ?? '',
    ];
  });
  return table([['lead', 'name', 'status', 'task_id', 'task status', 'task title'], ...lines]);
}

/** Columns padded to their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].map((text) => `   ${text}`).join('\n');
}
