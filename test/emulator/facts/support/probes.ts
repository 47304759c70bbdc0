/** What a probe of a switch sees in each of its positions. */
import type { SwitchName, Switches } from '../../../../emulator/src/switches';

type Answers<Name extends SwitchName> = readonly (readonly [position: Switches[Name], seen: unknown])[];

/** A switch without an entry does not compile; a position without an answer fails in the test. */
export type Probes = {
  readonly [Name in SwitchName]: {
    readonly probe: (switches: Partial<Switches>) => unknown;
    readonly answers: Answers<Name>;
  };
};
