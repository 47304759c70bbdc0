/** The last things a person did on the board, and how to take each back. */
import type { CardFields } from '../api/types';

export type Deed =
  | { readonly kind: 'created'; readonly id: string; readonly version: number; readonly title: string }
  | { readonly kind: 'deleted'; readonly id: string; readonly title: string }
  | {
      readonly kind: 'changed';
      readonly id: string;
      readonly title: string;
      /** The version that the change led to: it is taken back only while the card still has it. */
      readonly version: number;
      readonly before: Partial<CardFields>;
    };

export interface UndoEntry {
  readonly number: number;
  readonly deed: Deed;
}

export type UndoStack = readonly UndoEntry[];

const DEPTH = 50;

/** @param number of the new entry, higher than any before */
export function pushDeed(stack: UndoStack, number: number, deed: Deed): UndoStack {
  return [...stack, { number, deed }].slice(-DEPTH);
}

/** @param number of the entry to take; the last one unless given. An entry is taken once. */
export function takeDeed(stack: UndoStack, number?: number): { stack: UndoStack; deed: Deed | null } {
  const entry = number === undefined ? stack.at(-1) : stack.find((candidate) => candidate.number === number);
  if (entry === undefined) return { stack, deed: null };
  return { stack: stack.filter((other) => other !== entry), deed: entry.deed };
}

/**
 * An undo gives the card a version that the deed before it does not know; with it that deed stays possible.
 * @param version the card's version after the undo
 */
export function followVersion(stack: UndoStack, id: string, version: number): UndoStack {
  const last = stack.findLast(({ deed }) => deed.id === id);
  if (last === undefined || last.deed.kind === 'deleted') return stack;
  const moved: UndoEntry = { ...last, deed: { ...last.deed, version } };
  return stack.map((entry) => (entry === last ? moved : entry));
}
