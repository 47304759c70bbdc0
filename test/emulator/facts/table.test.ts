/** docs/emulator.md says which test holds which fact: every test that it names exists, every switch is in it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { SWITCHES } from '../../../emulator/src/switches';
import { readDocument, ROOT, tablesOf } from './support/document';
import { STEP, testsIn, type FoundTest } from './support/test-names';

const TABLES = tablesOf(readDocument());
const FACTS = TABLES.filter(({ heading }) => /^(\d+\. |What it refuses)/.test(heading));
const SWITCH_TABLE = TABLES.find(({ heading }) => heading === 'Switches')?.rows ?? [];
const entries = FACTS.flatMap(({ heading, rows }) =>
  rows.flatMap((row) =>
    (row.at(-1) ?? '').split('<br>').map((entry) => ({ heading, row: row[0], entry: entry.trim() })),
  ),
);

const files = new Map<string, readonly FoundTest[]>();

/** The tests of a file that a key such as `runtime/fetch` or `browser/script/menus` names. */
function testsOf(key: string): readonly FoundTest[] {
  const file = [`test/emulator/${key}.test.ts`, `test/${key}.test.ts`]
    .map((name) => path.join(ROOT, name))
    .find((name) => existsSync(name));
  const known = files.get(key) ?? (file === undefined ? [] : testsIn(file));
  files.set(key, known);
  return known;
}

/** `runtime/fetch › what is sent › …`, or as much of the end as is needed to tell it apart. */
function problemOf(entry: string): string | undefined {
  const [key = '', ...steps] = entry.split(STEP);
  if (entry.startsWith('switch: '))
    return Object.hasOwn(SWITCHES, entry.slice(8)) ? undefined : `${entry}: unknown`;
  if (/^not implemented: .{5,}/.test(entry)) return undefined;
  const name = steps.join(STEP);
  const fitting = testsOf(key).filter((test) => test.name === name || test.name.endsWith(STEP + name));
  if (name !== '' && fitting.length === 1) return undefined;
  return `${entry}: ${fitting.length} tests are called so`;
}

test('all ten sections of facts and the twenty-five refusals are there', () => {
  expect(FACTS.map(({ heading }) => heading.replace(/\D.*/, ''))).toEqual([
    ...'123456789'.split(''),
    '10',
    '',
  ]);
  expect(FACTS.at(-1)?.rows.map(([number]) => number)).toEqual(
    Array.from({ length: 25 }, (_, index) => String(index + 1)),
  );
});

test('every fact names what holds it: a test that exists, a switch, or what is missing', () => {
  expect(entries.length).toBeGreaterThan(200);
  expect(entries.map(({ entry }) => problemOf(entry)).filter(Boolean)).toEqual([]);
});

test('every switch is held against a fact, and listed with its positions', () => {
  const named = new Set(entries.map(({ entry }) => entry.replace(/^switch: /, '')));
  expect(Object.keys(SWITCHES).filter((name) => !named.has(name))).toEqual([]);
  expect(SWITCH_TABLE.map(([name, positions]) => [name, positions])).toEqual(
    Object.entries(SWITCHES).map(([name, { choices }]) => [
      `\`${name}\``,
      choices.map((choice) => `\`${choice}\``).join(', '),
    ]),
  );
});
