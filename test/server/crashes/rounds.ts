/** How often the crash tests crash, and what they say of it. */
import type { Ledger } from './ledger';

/** `npm run soak` has 50; a few in every run of the tests keep the promise watched. */
export const CRASH_ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 10);

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Only where somebody asked for a number of rounds. */
export function describeRounds(database: string, rounds: number, ledger: Ledger): void {
  expect(ledger.promises).toBeGreaterThanOrEqual(rounds * 5);
  if (process.env['CRASH_ROUNDS'] === undefined) return;
  process.stderr.write(
    `${database}: ${rounds} kills, ${ledger.promises} promises on ${ledger.tasks.size} tasks, all kept.\n`,
  );
}
