/** Remembers how rows and columns moved, so that a place noted earlier can be found again, or is known to be lost. */
import { renameSheetReferences, shiftReferences } from '../formula-references';
import { areasMeet } from '../protection';
import { shiftIndex, type Axis, type Shift } from '../structure';
import type { Area } from '../types';

/** `name` is the tab's at that time: formulas refer to it. */
type Change =
  | { readonly kind: 'shift'; readonly sheetId: number; readonly name: string; readonly shift: Shift }
  | { readonly kind: 'sort'; readonly sheetId: number; readonly area: Area }
  | { readonly kind: 'rename'; readonly before: string; readonly after: string };
/** `cancels`: the number of the change that this one takes back. */
type Logged = Change & { readonly number: number; cancels?: number };

/** Older changes are forgotten, and with them the places noted before. */
const MAX_CHANGES = 5000;

const moves = (change: Logged, sheetId: number): boolean =>
  change.kind !== 'rename' && change.sheetId === sheetId;

export class LayoutLog {
  private readonly changes: Logged[] = [];
  private known:
    { readonly mark: number; readonly last: number; readonly changes: readonly Logged[] } | undefined;
  private last = 0;
  private forgotten = 0;

  add(change: Change): void {
    this.changes.push({ ...change, number: ++this.last });
    if (this.changes.length > MAX_CHANGES) this.forgotten = this.changes.shift()?.number ?? 0;
  }

  /** The last change's number: what to give to `follow` later for a place noted now. */
  mark(): number {
    return this.last;
  }

  /** Whether the tab's rows and columns have stood still since. */
  unchanged(sheetId: number, mark: number): boolean {
    return mark >= this.forgotten && !this.since(mark).some((change) => moves(change, sheetId));
  }

  /** The last change took this one back. For places noted before both, they are as if they had not been. */
  cancelled(number: number): void {
    const opposite = this.changes.at(-1);
    if (opposite) opposite.cancels = number;
    this.known = undefined;
  }

  /** Where an area stands now; undefined when it was torn apart, sorted or (partly) deleted. Whole lines follow one axis only. */
  follow(sheetId: number, area: Area, mark: number, axis?: Axis): Area | undefined {
    if (mark < this.forgotten) return undefined;
    let place: Area | undefined = area;
    for (const change of this.since(mark)) {
      if (!place || change.kind === 'rename' || change.sheetId !== sheetId) continue;
      if (change.kind === 'sort') place = areasMeet(place, change.area) ? undefined : place;
      else if (!axis || change.shift.axis === axis) place = followShift(place, change.shift);
    }
    return place;
  }

  /** A formula kept aside, with its references where their cells are now. */
  followFormula(text: string, ownSheet: string, mark: number): string {
    return this.since(mark).reduce((formula, change) => {
      if (change.kind === 'shift') return shiftReferences(formula, ownSheet, change.name, change.shift);
      return change.kind === 'rename' ? renameSheetReferences(formula, change.before, change.after) : formula;
    }, text);
  }

  /** Changes after a mark, without those that cancelled each other out. */
  private since(mark: number): readonly Logged[] {
    if (this.last === mark) return [];
    if (this.known?.mark !== mark || this.known.last !== this.last) {
      const changes = this.changes.filter(({ number }) => number > mark).reduce(withoutCancelled, []);
      this.known = { mark, last: this.last, changes };
    }
    return this.known.changes;
  }
}

/** A pair falls out unless other changes of the tab remain between its halves. */
function withoutCancelled(kept: Logged[], change: Logged): Logged[] {
  const taken = kept.findIndex(({ number }) => number === change.cancels);
  const sheetId = change.kind === 'rename' ? undefined : change.sheetId;
  const between = sheetId === undefined ? [] : kept.slice(taken + 1).filter((each) => moves(each, sheetId));
  if (taken < 0 || between.length) kept.push(change);
  else kept.splice(taken, 1);
  return kept;
}

/** Only as a whole: every line of the area must still stand beside its neighbour. */
function followShift(area: Area, shift: Shift): Area | undefined {
  const isRow = shift.axis === 'row';
  const start = isRow ? area.row : area.column;
  const count = isRow ? area.rows : area.columns;
  const first = shiftIndex(start, shift);
  if (first === undefined) return undefined;
  for (let offset = 1; offset < count; offset++) {
    if (shiftIndex(start + offset, shift) !== first + offset) return undefined;
  }
  return isRow ? { ...area, row: first } : { ...area, column: first };
}
