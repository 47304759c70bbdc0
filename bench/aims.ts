/** What the project wants of its tracker, and whether these results show it. */
import type { HttpResults } from './http/measure-http';
import { OPERATIONS } from './load/job';
import type { SyncResults } from './sync/measure-sync';
import { KINDS } from './sync/sync-load';

export interface BenchResults {
  readonly http: HttpResults;
  readonly sync: SyncResults | null;
}

export interface Aim {
  readonly what: string;
  /** The tracker's figure divided by the baseline's. */
  readonly ratio: number;
  readonly aim: number;
  readonly isMet: boolean;
}

const AT_LEAST = { python: 8, bare: 0.7, sameRows: 0.5 } as const;

export function assess({ http, sync }: BenchResults): Aim[] {
  return [...assessHttp(http), ...(sync === null ? [] : assessSync(sync))];
}

function assessHttp(http: HttpResults): Aim[] {
  return OPERATIONS.flatMap((operation) => {
    const figures = http[operation];
    const rate = (name: 'tracker' | 'bare' | 'python') => figures?.[name]?.requestsPerSecond.median;
    return (['python', 'bare'] as const).flatMap((baseline) => {
      const [ours, theirs] = [rate('tracker'), rate(baseline)];
      if (ours === undefined || theirs === undefined) return [];
      return aimOf(`${operation}: tracker / ${baseline}`, ours / theirs, AT_LEAST[baseline]);
    });
  });
}

function assessSync(sync: SyncResults): Aim[] {
  return KINDS.map((kind) => {
    const { tracker, sameRows } = sync[kind];
    return aimOf(`/sync ${kind}: tracker / same rows`, tracker.median / sameRows.median, AT_LEAST.sameRows);
  });
}

function aimOf(what: string, ratio: number, aim: number): Aim {
  return { what, ratio, aim, isMet: ratio >= aim };
}
