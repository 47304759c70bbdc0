/** The command line of `npm run bench`. */
import { parseArgs } from 'node:util';

export const PARTS = ['get', 'list', 'post', 'patch', 'sync', 'emulator'] as const;
export type Part = (typeof PARTS)[number];

export const HELP = `Usage: npm run bench [-- options]

Measures the tracker beside named baselines on this machine: requests per second over HTTP, rows per second of /sync,
and how long the emulator takes with 10,000 x 10 cells.

  --only LIST     some of ${PARTS.join(',')} (default: all)
  --seconds N     how long each service is loaded in each round (default 3)
  --rounds N      how often; figures are the medians of the rounds (default 5)
  --connections N clients that ask at once over HTTP, each one request at a time (default 10)
  --save          also keep the results in bench/results under today's date
  --help          this text

What is measured and how to read it: docs/bench.md
`;

export interface BenchOptions {
  readonly only: ReadonlySet<Part>;
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
  readonly save: boolean;
}

/** A mistake of the person at the keyboard, or something missing on the machine: one line, exit 1. */
export class UsageError extends Error {}

/** @returns null when the help was asked for */
export function readOptions(args: readonly string[]): BenchOptions | null {
  const values = parse(args);
  if (values.help === true) return null;
  return {
    only: readParts(values.only ?? PARTS.join(',')),
    seconds: readNumber('--seconds', values.seconds ?? '3'),
    rounds: readNumber('--rounds', values.rounds ?? '5'),
    connections: readNumber('--connections', values.connections ?? '10'),
    save: values.save === true,
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        only: { type: 'string' },
        seconds: { type: 'string' },
        rounds: { type: 'string' },
        connections: { type: 'string' },
        save: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/\.\s|\n/);
    throw new UsageError(`${reason}. See npm run bench -- --help.`);
  }
}

function readParts(list: string): Set<Part> {
  const named = list.split(',').map((name) => name.trim());
  const parts = PARTS.filter((part) => named.includes(part));
  if (parts.length === new Set(named).size) return new Set(parts);
  throw new UsageError(`--only takes some of ${PARTS.join(', ')}, with commas between them.`);
}

function readNumber(name: string, text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 600) return number;
  throw new UsageError(`${name} must be a whole number from 1 to 600.`);
}
