/** Time, switches and faults. */
import type { Switches } from '../../switches';

// --- Time, switches, faults ---
// GET /api/clock ; POST /api/clock { speed?, advanceMs? } → ClockView     advancing (a day at most) runs what falls due on the way
// GET /api/switches → SwitchView[] ; PATCH { name: value, … }
// GET /api/faults ; PUT /api/faults FaultsView → FaultsView

export interface ClockView {
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly now: number;
  /** 1 = real time. */
  readonly speed: number;
}

export interface SwitchView {
  readonly name: keyof Switches;
  readonly description: string;
  readonly value: string | boolean;
  readonly default: string | boolean;
  readonly choices: readonly (string | boolean)[];
}

/** What goes wrong from now on. */
export interface FaultsView {
  readonly network: 'none' | 'unreachable' | 'slow' | '429' | '500';
  /** Of spreadsheet calls: none, one in twenty times out, or one in twenty writes lands and throws all the same. */
  readonly spreadsheet: 'none' | 'timeouts' | 'landed-but-threw';
}
