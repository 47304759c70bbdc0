/**
 * Runs one sync again and again, killed before and after each of its service calls that changes something, and lets the next runs mend
 * it. CRASH_EVERY_CALL=1 takes the calls that only read as well.
 */
import { classify, type CallClass, type ExecutionReport } from '../../emulator/src';
import type { WholeSystem } from './whole-system';

export interface CrashScenario {
  /** The state from which every case starts: set up, and edited where the scenario says so. */
  readonly start: () => Promise<WholeSystem>;
  /** Starts the one execution that is to be killed. */
  readonly act: (system: WholeSystem) => Promise<readonly ExecutionReport[]>;
  /** What both sides must hold in the end, wherever the crash fell. */
  readonly verify: (system: WholeSystem) => Promise<void>;
}

export const CRASHES = ['killed before', 'killed after', 'thrown after'] as const;
export type Crash = (typeof CRASHES)[number];

const EVERY_CALL = process.env['CRASH_EVERY_CALL'] === '1';
const HAS_EFFECT: readonly CallClass[] = ['sheet write', 'property write', 'fetch'];

/** @returns how many cases were tried */
export async function crashAtEveryCall({ start, act, verify }: CrashScenario, crash: Crash): Promise<number> {
  const system = await start();
  try {
    const snapshot = system.emulator.snapshot();
    await system.tracker.keep();
    const methods = await listCalls(system, act);
    const calls = methods.length;
    for (let call = 1; call <= calls; call += 1) {
      if (!EVERY_CALL && call > 1 && !differs(methods[call - 1] ?? '')) continue;
      await system.tracker.restore();
      system.emulator.restore(snapshot);
      await crashOnce(system, act, call, crash);
      await mendAndVerify(system, verify, `${crash} call ${call} of ${calls}`);
    }
    return calls;
  } finally {
    await system.close();
  }
}

/**
 * Before and after a call that changes nothing, a kill leaves what one after the last change left, and a read that throws is a run that
 * ends there. The end of the run itself is after its last call with an effect.
 */
function differs(method: string): boolean {
  return HAS_EFFECT.includes(classify(method));
}

/** The service calls of the undisturbed execution, in order. */
async function listCalls(system: WholeSystem, act: CrashScenario['act']): Promise<readonly string[]> {
  const reports = await act(system);
  const longest = [...reports].sort((left, right) => right.calls.length - left.calls.length)[0];
  return longest?.calls.map(({ method }) => method) ?? [];
}

async function crashOnce(
  system: WholeSystem,
  act: CrashScenario['act'],
  call: number,
  crash: Crash,
): Promise<void> {
  let struck = false;
  const remove = system.emulator.onServiceCall(({ index, phase }) => {
    if (struck || index !== call || phase !== (crash === 'killed before' ? 'before' : 'after'))
      return undefined;
    struck = true;
    return crash === 'thrown after'
      ? { throwMessage: 'Service Spreadsheets timed out while accessing document' }
      : { kill: true };
  });
  const reports = await act(system).catch(() => []);
  remove();
  expect(struck).toBe(true);
  if (crash !== 'thrown after') expect(reports.some(({ status }) => status === 'killed')).toBe(true);
}

/** Two runs may mend; the one after them at the latest must find nothing to do. */
async function mendAndVerify(
  system: WholeSystem,
  verify: CrashScenario['verify'],
  where: string,
): Promise<void> {
  try {
    await system.syncNow();
    const { execution } = await system.sync('Sync now');
    const { sheetWrites, propertyWrites } = execution.costs;
    if (sheetWrites + propertyWrites > 0) await system.expectIdle();
    await verify(system);
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
