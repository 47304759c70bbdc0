/** Requests per second: the services take turns in every round, so that a slow minute of the machine meets them all. */
import { OPERATIONS, type Operation } from '../load/job';
import type { LoadProcess } from '../load/load-process';
import { summarise, type Summary } from '../statistics';
import type { Contender, ContenderName } from './contender';

const WARM_UP_SECONDS = 1;

export interface HttpFigures {
  readonly requestsPerSecond: Summary;
  /** Milliseconds, the median of the rounds. */
  readonly p99: number;
}

export type HttpResults = Partial<Record<Operation, Partial<Record<ContenderName, HttpFigures>>>>;

export interface HttpPlan {
  readonly operations: ReadonlySet<string>;
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
  readonly say: (progress: string) => void;
}

export async function measureHttp(
  load: LoadProcess,
  contenders: readonly Contender[],
  plan: HttpPlan,
): Promise<HttpResults> {
  const results: HttpResults = {};
  for (const operation of OPERATIONS)
    if (plan.operations.has(operation))
      results[operation] = await measureOperation(load, contenders, operation, plan);
  return results;
}

async function measureOperation(
  load: LoadProcess,
  contenders: readonly Contender[],
  operation: Operation,
  { seconds, rounds, connections, say }: HttpPlan,
): Promise<Partial<Record<ContenderName, HttpFigures>>> {
  const measured = new Map(
    contenders.map(({ name }) => [name, { rates: [] as number[], p99s: [] as number[] }]),
  );
  const run = ({ url, headers, ids }: Contender, duration: number) =>
    load.run({ url, headers, ids, operation, seconds: duration, connections });
  for (const contender of contenders) await run(contender, WARM_UP_SECONDS);
  for (let round = 0; round < rounds; round += 1) {
    say(`${operation}: round ${round + 1} of ${rounds}`);
    for (const contender of rotated(contenders, round)) {
      const { requestsPerSecond, latency } = await run(contender, seconds);
      measured.get(contender.name)?.rates.push(requestsPerSecond);
      measured.get(contender.name)?.p99s.push(latency.p99);
    }
  }
  return Object.fromEntries(
    [...measured].map(([name, { rates, p99s }]) => [
      name,
      { requestsPerSecond: summarise(rates), p99: summarise(p99s).median },
    ]),
  );
}

/** Nobody is always the one after the slowest. */
function rotated<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
