/** The results as tables for a person. */
import { assess, type BenchResults } from './aims';
import { CONTENDERS, type ContenderName } from './http/contender';
import type { HttpFigures, HttpResults } from './http/measure-http';
import { OPERATIONS } from './load/job';
import type { Summary } from './statistics';
import type { SyncResults } from './sync/measure-sync';
import { BATCH, KINDS } from './sync/sync-load';

const TITLES: Readonly<Record<ContenderName, string>> = {
  tracker: 'tracker (key, validation, history, log)',
  bare: 'bare Express + better-sqlite3',
  python: 'FastAPI + SQLAlchemy, as documented',
  pythonOnLoop: 'the same on the event loop',
};

export function describeResults(results: BenchResults, connections: number): string {
  const tables = [
    ...httpTable(results.http, connections),
    ...(results.sync === null ? [] : syncTable(results.sync)),
  ];
  return [...tables, ...aimsTable(results)].join('\n');
}

function httpTable(http: HttpResults, connections: number): string[] {
  if (Object.keys(http).length === 0) return [];
  const rows = OPERATIONS.flatMap((operation) =>
    CONTENDERS.flatMap((name) => {
      const figures = http[operation]?.[name];
      return figures === undefined ? [] : [httpRow(operation, name, figures, http[operation]?.tracker)];
    }),
  );
  const title = `Requests per second, ${connections} connections: median of the rounds (least to most), p99 latency`;
  return [title, '', ...table(['', '', 'req/s', 'spread', 'p99 ms', 'tracker is'], rows), ''];
}

function httpRow(
  operation: string,
  name: ContenderName,
  figures: HttpFigures,
  tracker?: HttpFigures,
): string[] {
  const { requestsPerSecond, p99 } = figures;
  const ratio = (tracker?.requestsPerSecond.median ?? Number.NaN) / requestsPerSecond.median;
  const beside = name === 'tracker' ? '' : `${ratio.toFixed(2)} x`;
  return [
    operation,
    TITLES[name],
    whole(requestsPerSecond.median),
    spread(requestsPerSecond),
    whole(p99),
    beside,
  ];
}

function syncTable(sync: SyncResults): string[] {
  const rows = KINDS.flatMap((kind) => {
    const { tracker, sameRows, taskRowsOnly } = sync[kind];
    const row = (name: string, figures: Summary): string[] => [
      kind,
      name,
      whole(figures.median),
      spread(figures),
      figures === tracker ? '' : `${(tracker.median / figures.median).toFixed(2)} x`,
    ];
    return [
      row('POST /sync over HTTP', tracker),
      row('raw loop, the same rows', sameRows),
      row('raw loop, task rows only', taskRowsOnly),
    ];
  });
  const title = `Rows per second, ${BATCH} operations in each exchange or transaction`;
  return [title, '', ...table(['', '', 'rows/s', 'spread', 'tracker is'], rows), ''];
}

function aimsTable(results: BenchResults): string[] {
  const rows = assess(results).map(({ what, ratio, aim, isMet }) => [
    what,
    ratio.toFixed(2),
    `at least ${aim}`,
    isMet ? 'met' : 'NOT met',
  ]);
  return rows.length === 0 ? [] : ['Aims', '', ...table(['', 'ratio', 'aim', ''], rows)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((_title, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)];
}

function spread({ least, most }: Summary): string {
  return `${whole(least)} to ${whole(most)}`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
