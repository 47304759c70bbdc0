/** Find and replace by a person: in what cells display, formulas left alone. */
import type { ActionContext } from './actions/action-context';
import type { SheetModel } from './sheet';
import type { Area, EditChange } from './types';
import { inputRules, toInput, writeCells } from './write';
import { CellsStep } from './history/cells-step';
import type { Input } from './parse-input';

export interface Replacement {
  readonly find: string;
  readonly replacement: string;
  readonly matchCase: boolean;
  readonly wholeCell: boolean;
}

interface Found {
  readonly place: Area;
  readonly input: Input;
}

function patternOf({ find, matchCase, wholeCell }: Replacement): RegExp {
  const source = find.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(wholeCell ? `^${source}$` : source, matchCase ? 'gu' : 'giu');
}

function findAll({ workbook }: ActionContext, sheet: SheetModel, area: Area, asked: Replacement): Found[] {
  const pattern = patternOf(asked);
  const rules = inputRules(workbook);
  const used = sheet.contentSize();
  const rows = Math.min(area.rows, used.rows - area.row + 1);
  const columns = Math.min(area.columns, used.columns - area.column + 1);
  const found: Found[] = [];
  sheet.eachCell({ ...area, rows, columns }, (row, column) => {
    if (sheet.get('values', row, column) === undefined) return;
    const text = workbook.display(sheet, row, column);
    const replaced = text.replace(pattern, () => asked.replacement);
    if (replaced === text) return;
    const input = toInput(workbook, replaced, sheet.get('styles', row, column), rules);
    found.push({ place: { row, column, rows: 1, columns: 1 }, input });
  });
  return found;
}

/** The smallest area that holds them all. */
function hull(places: readonly Area[]): Area {
  const rows = places.map(({ row }) => row);
  const columns = places.map(({ column }) => column);
  const least = (numbers: readonly number[]): number => numbers.reduce((one, other) => Math.min(one, other));
  const most = (numbers: readonly number[]): number => numbers.reduce((one, other) => Math.max(one, other));
  const [row, column] = [least(rows), least(columns)];
  return { row, column, rows: most(rows) - row + 1, columns: most(columns) - column + 1 };
}

/** One change for all cells together, none when nothing was found; all or nothing where a rule or protection refuses. */
export function replaceInArea(
  context: ActionContext,
  sheet: SheetModel,
  area: Area,
  asked: Replacement,
): EditChange[] {
  if (asked.find === '') return [];
  const { workbook } = context;
  const found = findAll(context, sheet, area, asked);
  if (!found.length) return [];
  const range = hull(found.map(({ place }) => place));
  const change = context.describeEdit(sheet, range, 'replace', () => {
    const steps = found.map(({ place }) => new CellsStep(workbook, sheet.id, place));
    writeAll(context, sheet, found, steps);
    context.remember('find and replace', steps);
  });
  return [{ ...change, replaced: found.length }];
}

/** A cell that refuses takes the ones before it back. */
function writeAll(
  { workbook, author }: ActionContext,
  sheet: SheetModel,
  found: readonly Found[],
  steps: readonly CellsStep[],
): void {
  found.forEach(({ place, input }, index) => {
    try {
      writeCells(workbook, sheet, place, () => input, author);
    } catch (error) {
      for (const step of steps.slice(0, index)) step.apply();
      throw error;
    }
  });
}
