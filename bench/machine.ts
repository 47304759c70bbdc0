/** Where and with what the figures were made: they mean nothing without it. */
import { cpus, loadavg, totalmem } from 'node:os';

export interface Machine {
  readonly at: string;
  readonly node: string;
  readonly cores: number;
  readonly processor: string;
  readonly memory_gb: number;
  /** Programs that wanted a core in the minute before; much above 0 means that others were at work. */
  readonly load_before: number;
}

/** Above this the figures say more about the other programs. */
const QUIET_LOAD = 0.5;

export function describeMachine(): Machine {
  const cores = cpus();
  return {
    at: new Date().toISOString(),
    node: process.version,
    cores: cores.length,
    processor: cores[0]?.model ?? 'unknown',
    memory_gb: Math.round(totalmem() / 2 ** 30),
    load_before: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

export function introduce({ processor, cores, node, load_before }: Machine): string {
  const where = `${processor}, ${cores} cores, Node ${node}; the load generator shares them.`;
  if (load_before <= QUIET_LOAD) return where;
  return `${where}\nOther programs are at work (load ${load_before}): stop them and measure again before you believe the figures.`;
}
