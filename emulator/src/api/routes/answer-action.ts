/** Answers an action: at once with what it started, or with what came of it. */
import { endedView, executionView } from '../views/execution-view';
import type { Emulator } from '../../index';
import type { Performed } from '../perform-action';
import type { ActionAnswer } from '../types';

export async function answerAction(
  emulator: Emulator,
  started: Performed,
  wait: boolean | undefined,
): Promise<ActionAnswer> {
  const what = {
    ...(started.action === undefined ? {} : { action: started.action }),
    ...(started.replaced === undefined ? {} : { replaced: started.replaced }),
  };
  if (wait !== true) {
    started.done.catch(() => undefined); // told as an event of its execution
    return { revision: emulator.workbook.revision, executions: viewsOf(emulator, started), ...what };
  }
  const reports = await started.done;
  return { revision: emulator.workbook.revision, executions: reports.map(endedView), ...what };
}

function viewsOf(emulator: Emulator, { executions }: Performed) {
  return executions.flatMap(({ id }) => {
    const found = emulator.execution(id);
    return found ? [executionView(found, emulator.now)] : [];
  });
}
