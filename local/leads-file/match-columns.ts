/** Finds the column, or the two columns of a name, that each field comes from. */
import { FIELD_RULES, NOT_TYPOS, UNLESS, type Step } from './field-rules';
import { FIELDS, type Field } from './fields';
import { headerKey } from './header-key';
import { isOneEditApart } from './one-edit-apart';

export interface FieldMatch {
  /** Positions in the file's header: one, or two for a given and a family name. */
  readonly columns: readonly number[];
  /** True when a header was one letter off. */
  readonly typo: boolean;
}

export type ColumnMatches = ReadonlyMap<Field, FieldMatch>;

export function matchColumns(header: readonly string[]): ColumnMatches {
  const keys = header.map(headerKey);
  const matches = new Map<Field, FieldMatch>();
  for (const field of FIELDS) {
    const match = firstMatch(FIELD_RULES[field], keys);
    if (match) matches.set(field, match);
  }
  return matches;
}

function firstMatch(steps: readonly Step[], keys: readonly string[]): FieldMatch | null {
  for (const step of steps) {
    const match = matchStep(step, keys);
    if (match) return match;
  }
  return null;
}

function matchStep(step: Step, keys: readonly string[]): FieldMatch | null {
  switch (step.kind) {
    case 'alias':
      return oneColumn(exactColumn(step.words, keys), false);
    case 'typo':
      return oneColumn(typoColumn(step.words, keys), true);
    case 'pair':
      return matchPair(step, keys);
  }
}

function oneColumn(column: number, typo: boolean): FieldMatch | null {
  return column < 0 ? null : { columns: [column], typo };
}

/** @returns the position of the first word that the header has, or -1 */
function exactColumn(words: readonly string[], keys: readonly string[]): number {
  const word = words.find((candidate) => keys.includes(candidate) && !meansSomethingElse(candidate, keys));
  return word === undefined ? -1 : keys.indexOf(word);
}

function meansSomethingElse(word: string, keys: readonly string[]): boolean {
  return UNLESS[word]?.some((other) => keys.includes(other)) ?? false;
}

function typoColumn(words: readonly string[], keys: readonly string[]): number {
  return keys.findIndex((key) => !NOT_TYPOS.includes(key) && words.some((word) => isOneEditApart(key, word)));
}

function matchPair(step: Extract<Step, { kind: 'pair' }>, keys: readonly string[]): FieldMatch | null {
  for (const { first, last } of step.pairs) {
    const columns = [first, last].map((words) => partColumn(words, keys, step.typos));
    if (columns.every((column) => column >= 0)) return { columns, typo: step.typos };
  }
  return null;
}

/** Unlike a whole name, a part is never read as something else: beside 'Vorname', 'Name' is the family name. */
function partColumn(words: readonly string[], keys: readonly string[], typos: boolean): number {
  const word = words.find((candidate) => keys.includes(candidate));
  if (word !== undefined) return keys.indexOf(word);
  return typos ? typoColumn(words.filter(isLong), keys) : -1;
}

/** Short words have too many neighbours to guess at. */
function isLong(word: string): boolean {
  return word.length > 6;
}
