/** The cell that is being edited. It is a place in the grid, as in Sheets: rows may move below it. */
import { batch, computed, signal } from '@preact/signals';
import type { RuleView } from '../api/types';
import { activeSheet } from './active-sheet';
import { here, typeInto } from './actions';
import { cellAt, cellsVersion, inputOf } from './cells';
import { focusGrid } from './focus';
import { activeCell, cellAway, select } from './selection';

export interface Editor {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
  /** What stood there when it was opened. */
  readonly before: string;
  readonly text: string;
  /** `enter`: opened by typing, arrows leave it. `edit`: arrows move in the text. */
  readonly mode: 'enter' | 'edit';
  readonly where: 'cell' | 'bar';
  /** The list of choices is open: the highlighted one (-1: none), and whether the text narrows it. */
  readonly list: { readonly index: number; readonly narrowed: boolean } | null;
}

export const editor = signal<Editor | null>(null);

function listRule(sheet: number, row: number, column: number): RuleView | null {
  const rule = cellAt(sheet, row, column)?.rule;
  return rule?.kind === 'list' && rule.showsDropdown !== false ? rule : null;
}

/** What can be chosen now. */
export const choices = computed<readonly string[]>(() => {
  const open = editor.value;
  if (!open?.list) return [];
  void cellsVersion.value;
  const values = listRule(open.sheet, open.row, open.column)?.values ?? [];
  if (!open.list.narrowed) return values;
  const text = open.text.trim().toLowerCase();
  return values.filter((value) => value.toLowerCase().includes(text));
});

/** @param typed begins with this text instead of what is there */
export function startEditing(options: { typed?: string; where?: 'cell' | 'bar' } = {}): void {
  if (!activeSheet.peek() || editor.peek()) return;
  const { row, column } = activeCell.peek();
  const sheet = here();
  const before = inputOf(cellAt(sheet, row, column));
  const { typed, where = 'cell' } = options;
  const rule = where === 'cell' ? listRule(sheet, row, column) : null;
  const list = rule && { index: rule.values?.indexOf(before) ?? -1, narrowed: false };
  const mode = typed === undefined ? 'edit' : 'enter';
  const base = { sheet, row, column, before, mode, where } as const;
  editor.value = { ...base, text: before, list };
  if (typed !== undefined) changeText(typed);
}

export function changeText(text: string): void {
  const open = editor.peek();
  if (!open) return;
  editor.value = { ...open, text, list: open.list && { index: -1, narrowed: true } };
  // The first choice that begins so is offered, as Enter would otherwise write half a word.
  const first = choices.peek().findIndex((choice) => choice.toLowerCase().startsWith(text.toLowerCase()));
  if (open.list && text !== '') editor.value = { ...editor.peek()!, list: { index: first, narrowed: true } };
}

export function changeMode(mode: Editor['mode']): void {
  if (editor.peek()) editor.value = { ...editor.peek()!, mode };
}

export function highlight(by: 1 | -1): void {
  const open = editor.peek();
  const count = choices.peek().length;
  if (!open?.list || count === 0) return;
  const from = open.list.index === -1 && by === -1 ? 0 : open.list.index;
  editor.value = { ...open, list: { ...open.list, index: (from + by + count) % count } };
}

export function closeList(): void {
  if (editor.peek()) editor.value = { ...editor.peek()!, list: null };
}

/** Writes what was typed, if it differs, and goes on to a neighbour cell. */
export function commit(move: { down?: number; right?: number } = {}, text = editor.peek()?.text): void {
  const open = editor.peek();
  if (!open || text === undefined) return;
  batch(() => {
    editor.value = null;
    if (text !== open.before) void typeInto(open.sheet, open.row, open.column, text);
    if (move.down || move.right) select(cellAway(open, move.down ?? 0, move.right ?? 0));
  });
  focusGrid();
}

/** Takes the highlighted choice, or what was typed. */
export function commitChoice(move: { down?: number; right?: number } = {}): void {
  const open = editor.peek();
  const choice = open?.list ? choices.peek()[open.list.index] : undefined;
  commit(move, choice ?? open?.text);
}

export function cancelEditing(): void {
  if (!editor.peek()) return;
  editor.value = null;
  focusGrid();
}
