/** The walk-through on the shipped sample: five steps, each with what both sides hold after it, each checked. */
import type { RunReport } from '../src/core/report';
import { summaryOf } from '../src/core/report';
import type { LocalSystem } from './system';
import { sideBySide } from './view';

type Print = (text: string) => void;

/** @throws Error naming the step that did not come out as it should */
export async function walkThrough(system: LocalSystem, print: Print): Promise<void> {
  const show = async (): Promise<void> => print(`${sideBySide(system.leads(), await system.tasks())}\n`);

  print('1  First sync: every lead gets its task, and the sheet its task_id.\n');
  const first = await system.sync('Initial sync');
  print(`   ${summaryOf(first.report)}`);
  await show();
  check(
    system
      .leads()
      .slice(1)
      .every((cells) => cellOf(system, cells, 'task_id') !== ''),
    'a lead has no task_id',
  );

  print('2  In the sheet, L-001 goes from NEW to CONTACTED. The on-edit trigger pushes it at once.\n');
  const edit = await system.edit(cellNamed(system, 'L-001', 'status'), 'CONTACTED');
  print(`   ${edit.functionName}: ${edit.fetches} fetch`);
  await show();
  check((await taskOf(system, 'L-001')).status === 'IN_PROGRESS', 'the task of L-001 did not follow');

  print('3  In the tracker, the task of L-001 is set DONE over HTTP. The time-driven trigger pulls it.\n');
  const task = await taskOf(system, 'L-001');
  await system.request('PATCH', `/tasks/${task.id}`, { status: 'DONE' });
  const pull = await system.runSchedule();
  print(`   PATCH /tasks/${task.id} {"status":"DONE"}, then ${pull.functionName}: ${pull.fetches} fetch`);
  await show();
  check(statusOf(system, 'L-001') === 'QUALIFIED', 'L-001 did not become QUALIFIED');

  print(
    '4  L-005 is LOST, and its task is DONE. Reopening the task does not bring the lead back: the task is closed again.\n',
  );
  const lost = await taskOf(system, 'L-005');
  await system.request('PATCH', `/tasks/${lost.id}`, { status: 'IN_PROGRESS' });
  const reopened = await system.sync('Sync now');
  print(`   ${summaryOf(reopened.report)}`);
  await show();
  check(statusOf(system, 'L-005') === 'LOST', 'L-005 did not stay LOST');
  check((await taskOf(system, 'L-005')).status === 'DONE', 'the task of L-005 was not closed again');

  print('5  A second sync has nothing to do, and writes nothing, on either side.\n');
  const before = JSON.stringify(await system.tasks());
  const { report, execution } = await system.sync('Sync now');
  const { sheetWrites, propertyWrites, fetches } = execution.costs;
  print(`   ${summaryOf(report)}`);
  print(`   ${fetches} fetch, ${sheetWrites} sheet writes, ${propertyWrites} property writes\n`);
  check(JSON.stringify(await system.tasks()) === before && idle(report), 'the second sync changed something');
}

function idle(report: RunReport): boolean {
  return report.changes.length === 0 && report.cellsWritten === 0;
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`The walk-through did not come out as it should: ${otherwise}.`);
}

function cellOf(system: LocalSystem, cells: readonly string[], field: string): string {
  return cells[system.leads()[0]?.indexOf(field) ?? -1] ?? '';
}

function rowOf(system: LocalSystem, id: string): readonly string[] {
  return system.leads().find((cells) => cellOf(system, cells, 'id') === id) ?? [];
}

function statusOf(system: LocalSystem, id: string): string {
  return cellOf(system, rowOf(system, id), 'status');
}

function cellNamed(system: LocalSystem, id: string, field: string): string {
  const leads = system.leads();
  const row = leads.findIndex((cells) => cellOf(system, cells, 'id') === id) + 1;
  return `${String.fromCharCode(65 + (leads[0]?.indexOf(field) ?? 0))}${row}`;
}

async function taskOf(system: LocalSystem, id: string): Promise<{ id: string; status: string }> {
  const taskId = cellOf(system, rowOf(system, id), 'task_id');
  return (await system.request('GET', `/tasks/${taskId}`)) as { id: string; status: string };
}
