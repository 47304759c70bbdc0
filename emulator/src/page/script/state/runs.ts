/** What this person has started from a menu or the panel, and the bar that tells how it goes. */
import { signal } from '@preact/signals';
import { ApiError, messageOf } from '../../api/api-error';
import { chooseMenu, runFunction } from '../../api/client';
import type { ActionAnswer } from '../../api/types';
import { askConsent } from './consent';
import { noteExecutions } from './executions';

export type RunBarState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'execution'; readonly id: number }
  /** It could not be started. */
  | { readonly kind: 'refused'; readonly message: string };

export const runBar = signal<RunBarState | null>(null);
/** The execution that this window has started last. */
export const lastRun = signal<number | null>(null);

export function runMenuItem(path: readonly string[]): Promise<void> {
  const name = path.at(-1) ?? '';
  return startRun(name, () => chooseMenu(path));
}

export function runByName(name: string, args: readonly unknown[]): Promise<void> {
  return startRun(name, () => runFunction(name, args));
}

/** Asks for consent where the script has none from this person; then it can be run again from there. */
async function startRun(name: string, start: () => Promise<ActionAnswer>): Promise<void> {
  runBar.value = { kind: 'starting' };
  try {
    const { executions } = await start();
    noteExecutions(executions);
    const id = executions[0]?.id;
    runBar.value = id === undefined ? null : { kind: 'execution', id };
    lastRun.value = id ?? null;
  } catch (error) {
    const needsConsent = error instanceof ApiError && error.code === 'authorization_required';
    runBar.value = needsConsent ? null : { kind: 'refused', message: messageOf(error) };
    if (needsConsent) askConsent({ name, runAgain: () => startRun(name, start) });
  }
}
