/** What may be changed while the emulator runs: switches, and what goes wrong from now on. */
import { classify } from './runtime/call-classes';
import type { ServiceCallEvent, ServiceCallVerdict } from './runtime/dispatcher';
import type { NetworkFault } from './services/fetch/types';
import type { SeededRandom } from './services/random';
import { moveSwitches, SWITCH_NAMES, switchesWith, type Switches } from './switches';

export const NETWORK_FAULTS = ['none', 'unreachable', 'slow', '429', '500'] as const;
export const SPREADSHEET_FAULTS = ['none', 'timeouts', 'landed-but-threw'] as const;

export interface Faults {
  /** Of every fetch. */
  readonly network: (typeof NETWORK_FAULTS)[number];
  /** Of one spreadsheet call in twenty: it times out, or a write lands and throws all the same. */
  readonly spreadsheet: (typeof SPREADSHEET_FAULTS)[number];
}

export const NO_FAULTS: Faults = { network: 'none', spreadsheet: 'none' };
const ONE_IN = 20;
const SLOW_MS = 3_000;

/** The one set of switches that every part reads; changes of it are kept with the state. */
export class Settings {
  readonly switches: Switches;
  private readonly initial: Switches;
  faults: Faults = NO_FAULTS;

  constructor(switches: Partial<Switches> | undefined) {
    this.initial = { ...switchesWith(switches) };
    this.switches = { ...this.initial };
  }

  /** @throws RangeError for a switch or a position that does not exist; nothing is changed then */
  move(changes: Readonly<Record<string, unknown>>): void {
    moveSwitches(this.switches, changes);
  }

  /** What was moved since the start. */
  toSnapshot(): Partial<Switches> {
    const moved = SWITCH_NAMES.filter((name) => this.switches[name] !== this.initial[name]);
    return Object.fromEntries(moved.map((name) => [name, this.switches[name]]));
  }

  restore(moved: Partial<Switches>): void {
    const known = Object.entries(moved).filter(([name]) => SWITCH_NAMES.some((other) => other === name));
    Object.assign(this.switches, this.initial, Object.fromEntries(known));
  }
}

export function networkFaultOf({ network }: Faults): NetworkFault | undefined {
  switch (network) {
    case 'none':
      return undefined;
    case 'unreachable':
      return 'unavailable';
    case 'slow':
      return { delayMs: SLOW_MS };
    case '429':
      return { status: 429, headers: { 'Retry-After': '5' }, body: 'Too Many Requests' };
    case '500':
      return { status: 500, body: 'Internal Server Error' };
  }
}

/** A hook's verdict on a spreadsheet call. */
export function spreadsheetFaultOf(
  { spreadsheet }: Faults,
  { method, phase, failure }: ServiceCallEvent,
  random: SeededRandom,
  spreadsheetId: string,
): ServiceCallVerdict {
  if (spreadsheet === 'none') return undefined;
  const wanted =
    spreadsheet === 'timeouts'
      ? phase === 'before' && classify(method).startsWith('sheet')
      : phase === 'after' && failure === undefined && classify(method) === 'sheet write';
  if (!wanted || random.below(ONE_IN) > 0) return undefined;
  return {
    throwMessage: `Service Spreadsheets timed out while accessing document with id ${spreadsheetId}.`,
  };
}
