/** The project's installed triggers, to look at, run and disable. */
import type { EmulatorCore } from '../emulator';
import type { ExecutionReport } from '../runtime/report';
import { describeTrigger } from '../triggers/describe-schedule';
import type { Notify } from '../triggers/failure-mails';
import type { InstalledTrigger } from '../triggers/store';
import type { StartedAction } from '../user-session';

export function triggersOf(core: EmulatorCore) {
  const find = (id: string): InstalledTrigger => {
    const trigger = core.triggers.find(id);
    if (!trigger) throw new Error(`There is no trigger ${id}`);
    return trigger;
  };
  const start = (id: string): StartedAction => {
    const { result, executions } = core.executions.startedDuring(() => core.triggerRunner.runNow(find(id)));
    return { executions, done: result.then((report) => (report ? [report] : [])) };
  };
  return {
    list: (): readonly InstalledTrigger[] => core.triggers.list(),
    find: (id: string): InstalledTrigger | undefined => core.triggers.find(id),
    /** When it runs, e.g. `every 5 minutes`. */
    describe: describeTrigger,
    /** Runs a trigger now, whatever it waits for. */
    run: async (id: string): Promise<ExecutionReport> => (await start(id).done)[0] as ExecutionReport,
    /** As `run`, without waiting. */
    start,
    disable: (id: string): void => core.triggers.disable(find(id).id, 'disabled by hand'),
    /** How often the mails come that tell of its failures; daily unless something else was chosen. */
    notify: (id: string, notify: Notify): void => core.triggers.notify(find(id).id, notify),
    /** Runs that were missed meanwhile are not made up for. */
    enable: (id: string): void => core.triggers.enable(find(id).id),
  };
}
