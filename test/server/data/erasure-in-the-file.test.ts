/** After an erasure not one byte of the lead's texts is in the database file, its free space or its log. */
import { existsSync, readFileSync } from 'node:fs';
import { create, runTracker, update, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
beforeEach(async () => {
  running = await runTracker();
});
afterEach(() => running.stop());

/** How often a text stands in any file of the database. */
function traces(text: string): number {
  const files = ['', '-wal', '-journal'].map((suffix) => running.file + suffix).filter(existsSync);
  return files.reduce((sum, file) => sum + readFileSync(file).toString('latin1').split(text).length - 1, 0);
}

const nameOf = (place: number) => `Person${place}Zq`;
const idOf = (place: number) => `lead-${((place * 7919) % 1000).toString(36)}-${place}-Zq`;

test('among many leads, after changes that split pages, moved rows and spilt over', async () => {
  const { client } = running;
  const places = Array.from({ length: 1_000 }, (_, place) => place);
  for (const part of [places.slice(0, 500), places.slice(500)]) {
    const { results } = await client.sync({
      operations: part.map((place) =>
        create(idOf(place), { title: nameOf(place), notes: nameOf(place), state: nameOf(place) }),
      ),
    });
    for (const length of [2_000, 9_000, 10])
      await client.sync({
        operations: results.flatMap(({ task }, index) =>
          index % 20 === 0
            ? update(
                { ...task!, version: length === 2_000 ? 1 : length === 9_000 ? 2 : 3 },
                { notes: `${nameOf(part[index]!)}${'n'.repeat(length)}${nameOf(part[index]!)}` },
                nameOf(part[index]!).repeat(3),
              )
            : [],
        ),
      });
  }
  const erased = places.filter((place) => place % 10 === 0);
  expect(erased.every((place) => traces(nameOf(place)) > 0)).toBe(true);
  for (const place of erased)
    expect((await client.call('DELETE', `/leads/${idOf(place)}`)).body).toEqual({ tasks: 1 });
  expect(erased.filter((place) => traces(nameOf(place)) > 0)).toEqual([]);
  expect(erased.filter((place) => traces(idOf(place)) > 0)).toEqual([]);
  expect(traces(nameOf(1))).toBeGreaterThan(0);
});
