/** Every switch in every position: what a script, or the person before the sheet, sees of it. */
import { SWITCHES, type SwitchName } from '../../../emulator/src/switches';
import { CELL_PROBES } from './support/cell-probes';
import type { Probes } from './support/probes';
import { SCRIPT_PROBES } from './support/script-probes';

const PROBES: Probes = { ...CELL_PROBES, ...SCRIPT_PROBES };

const CASES = (Object.keys(PROBES) as SwitchName[]).flatMap((name) =>
  PROBES[name].answers.map(([position, seen]) => ({ name, position, seen })),
);

test.each(CASES)('$name: $position', async ({ name, position, seen }) => {
  expect(await PROBES[name].probe({ [name]: position })).toEqual(seen);
});

test('every position of every switch is probed', () => {
  const probed = CASES.map(({ name, position }) => `${name}: ${position}`);
  const known = Object.entries(SWITCHES).flatMap(([name, { choices }]) =>
    choices.map((choice) => `${name}: ${choice}`),
  );
  expect([...probed].sort()).toEqual([...known].sort());
});
