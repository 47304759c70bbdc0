/** Counting and summing by condition: `">5"`, `"<>x"`, `"a*"` or a plain value. */
import { type Functions } from '../formula-arguments';
import {
  checked,
  compare,
  fail,
  keyOf,
  textToNumber,
  type Argument,
  type FormulaScope,
} from '../formula-values';
import type { Matrix } from '../formulas';
import { plainText, type CellContent } from '../values';

type Test = (value: CellContent) => boolean;

/** `*` and `?` stand for any text and any character, `~` takes that from them. */
function wildcard(text: string): RegExp | undefined {
  if (!/[*?~]/.test(text)) return undefined;
  const source = text.replace(/~([*?~])|[.+^${}()|[\]\\]|\*|\?/g, (found: string, kept?: string) =>
    kept ? `\\${kept}` : found === '*' ? '[^]*' : found === '?' ? '[^]' : `\\${found}`,
  );
  return new RegExp(`^${source}$`, 'i');
}

export function criterion(condition: CellContent, locale: string): Test {
  const match = typeof condition === 'string' ? /^(<>|<=|>=|=|<|>)(.*)$/s.exec(condition) : null;
  const operator = match?.[1] ?? '=';
  const text = match ? (match[2] ?? '') : plainText(condition);
  const wanted: CellContent = /^(?:true|false)$/i.test(text)
    ? text.toLowerCase() === 'true'
    : (textToNumber(text, locale) ?? text);
  const pattern = typeof wanted === 'string' ? wildcard(wanted) : undefined;
  const sameKind = (value: CellContent): boolean => typeof value === typeof wanted;
  const equal: Test = (value) => {
    if (wanted === '') return match ? value === undefined : value === undefined || value === '';
    if (pattern) return typeof value === 'string' && pattern.test(value);
    return sameKind(value) && compare(value, wanted) === 0;
  };
  switch (operator) {
    case '=':
      return equal;
    case '<>':
      return (value) => !equal(value);
    case '<':
      return (value) => sameKind(value) && compare(value, wanted) < 0;
    case '<=':
      return (value) => sameKind(value) && compare(value, wanted) <= 0;
    case '>':
      return (value) => sameKind(value) && compare(value, wanted) > 0;
    default:
      return (value) => sameKind(value) && compare(value, wanted) >= 0;
  }
}

/** What is known of a range's cells: by value where they stand, and which meet the conditions asked so far. */
interface Index {
  readonly keys: readonly string[];
  readonly places: ReadonlyMap<string, readonly number[]>;
  readonly tests: Map<string, readonly boolean[]>;
}

const indexes = new WeakMap<Matrix, Index>();
const NOWHERE: readonly number[] = [];
/** A column of conditions over a long range would fill the memory. */
const MAX_TESTS = 16;

function indexOf(matrix: Matrix): Index {
  let index = indexes.get(matrix);
  if (!index) {
    const keys = matrix.flatMap((row) => row.map(keyOf));
    const places = new Map<string, number[]>();
    keys.forEach((key, place) => {
      const known = places.get(key);
      if (known) known.push(place);
      else places.set(key, [place]);
    });
    indexes.set(matrix, (index = { keys, places, tests: new Map() }));
  }
  return index;
}

/** Either where it holds, or a test of each place. */
interface Held {
  readonly size: number;
  readonly places?: readonly number[];
  readonly at: (place: number) => boolean;
}

/** A plain value or `=value` is looked up. */
function plainKey(condition: CellContent, locale: string): string | undefined {
  if (typeof condition === 'number') return keyOf(condition);
  if (typeof condition !== 'string' || /^(?:<|>)/.test(condition) || /[*?~]/.test(condition))
    return undefined;
  const text = condition.startsWith('=') ? condition.slice(1) : condition;
  if (text === '' || /^(?:true|false)$/i.test(text)) return undefined;
  return keyOf(textToNumber(text, locale) ?? text);
}

function held(range: Argument, condition: Argument, { cells }: FormulaScope): Held {
  const matrix = range.matrix();
  const wanted = condition.one();
  const { keys, places, tests } = indexOf(matrix);
  const key = plainKey(wanted, cells.locale);
  if (key !== undefined) {
    return { size: keys.length, places: places.get(key) ?? NOWHERE, at: (place) => keys[place] === key };
  }
  const asked = keyOf(wanted) + cells.locale;
  let test = tests.get(asked);
  if (!test) {
    const holds = criterion(wanted, cells.locale);
    test = matrix.flatMap((row) => row.map(holds));
    if (tests.size < MAX_TESTS) tests.set(asked, test);
  }
  const answers = test;
  return { size: keys.length, at: (place) => answers[place] ?? false };
}

/** The places where all pairs of range and condition hold. */
function selected(pairs: readonly Argument[], scope: FormulaScope): readonly number[] {
  const all: Held[] = [];
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    all.push(held(pairs[index] as Argument, pairs[index + 1] as Argument, scope));
  }
  const size = all[0]?.size ?? 0;
  if (all.some((each) => each.size !== size)) return fail('#VALUE!');
  const fewest = all.reduce<Held | undefined>(
    (best, each) => (each.places && (!best?.places || each.places.length < best.places.length) ? each : best),
    undefined,
  );
  const candidates = fewest?.places ?? Array.from({ length: size }, (_, place) => place);
  const others = all.filter((each) => each !== fewest);
  return others.length ? candidates.filter((place) => others.every(({ at }) => at(place))) : candidates;
}

const count = (places: readonly number[]): number => places.length;

function chosenNumbers(range: Argument, places: readonly number[]): number[] {
  const matrix = range.matrix();
  const width = matrix[0]?.length ?? 1;
  return places.flatMap((place) => {
    const content = checked(matrix[Math.floor(place / width)]?.[place % width]);
    return typeof content === 'number' ? [content] : [];
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const average = (values: readonly number[]): number =>
  values.length ? sum(values) / values.length : fail('#DIV/0!');
const most = (values: readonly number[]): number =>
  values.reduce((one, other) => Math.max(one, other), values[0] ?? 0);
const least = (values: readonly number[]): number =>
  values.reduce((one, other) => Math.min(one, other), values[0] ?? 0);

/** Range, condition, and the range to take the numbers from if it is another. */
const single = (fold: (values: readonly number[]) => number): Functions[string] => ({
  lift: [1],
  compute: ([range, condition, values], scope) => {
    if (!range || !condition) return fail('#N/A');
    return fold(chosenNumbers(values ?? range, selected([range, condition], scope)));
  },
});

/** The range of the numbers, then pairs. */
const several = (fold: (values: readonly number[]) => number): Functions[string] => ({
  lift: [2, 4, 6, 8],
  compute: ([values, ...pairs], scope) =>
    values && pairs.length >= 2 ? fold(chosenNumbers(values, selected(pairs, scope))) : fail('#N/A'),
});

export const CRITERIA: Functions = {
  COUNTIF: {
    lift: [1],
    compute: (args, scope) => (args.length === 2 ? count(selected(args, scope)) : fail('#N/A')),
  },
  COUNTIFS: { lift: [1, 3, 5, 7], compute: (args, scope) => count(selected(args, scope)) },
  SUMIF: single(sum),
  AVERAGEIF: single(average),
  SUMIFS: several(sum),
  AVERAGEIFS: several(average),
  MAXIFS: several(most),
  MINIFS: several(least),
};
