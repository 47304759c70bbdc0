/** One row of a sheet: its cells in layers, so that rows without notes or formats pay for values only. */
import type { CellContent, RawValue } from './values';
import type { RichText } from './rich-text';
import type { Style } from './style';
import type { ValidationRule } from './validation';

export interface FormulaCell {
  readonly text: string;
  /** The result, and the content revision it was computed at. */
  value: RawValue | undefined;
  computedAt: number;
  /** The number format that the result takes in a cell without one, as of `computedAt`. */
  format?: string | undefined;
  /** Whether the result may cover other cells too; undefined until somebody asks. */
  mayExpand?: boolean;
  /** The result is another one each time, or comes from cells of which that is so; as of `computedAt`. */
  isVolatile?: boolean;
}

/** Cells by column, 0-based; trimmed, so that a layer's length tells its last cell. */
export interface Layers {
  values: CellContent[];
  formulas: (FormulaCell | undefined)[];
  styles: (Style | undefined)[];
  notes: (string | undefined)[];
  rules: (ValidationRule | undefined)[];
  /** Of cells whose text has links or more than one look. They go with the content. */
  richTexts: (RichText | undefined)[];
}
export type Layer = keyof Layers;
/** In the order in which a cell's parts are put back: its rich text after the content that it belongs to. */
export const LAYERS = [
  'values',
  'formulas',
  'styles',
  'notes',
  'rules',
  'richTexts',
] as const satisfies readonly Layer[];

function trim(cells: unknown[]): void {
  let length = cells.length;
  while (length && cells[length - 1] === undefined) length--;
  cells.length = length;
}

interface LineProperties {
  height: number | undefined;
  heightForced: boolean;
  hidden: boolean;
  filtered: boolean;
}

export class Row {
  readonly layers: Partial<Layers> = {};
  /** Grows with each change of what is stored of the row. */
  version = 0;
  private readonly line: LineProperties = {
    ...{ height: undefined, heightForced: false },
    ...{ hidden: false, filtered: false },
  };

  get height(): number | undefined {
    return this.line.height;
  }
  set height(pixels: number | undefined) {
    this.setLine('height', pixels);
  }
  /** The row is no higher than that, whatever stands in it. */
  get heightForced(): boolean {
    return this.line.heightForced;
  }
  set heightForced(forced: boolean) {
    this.setLine('heightForced', forced);
  }
  /** By a person or script. */
  get hidden(): boolean {
    return this.line.hidden;
  }
  set hidden(hidden: boolean) {
    this.setLine('hidden', hidden);
  }
  /** Hidden by a filter. */
  get filtered(): boolean {
    return this.line.filtered;
  }
  set filtered(filtered: boolean) {
    this.setLine('filtered', filtered);
  }

  private setLine<K extends keyof LineProperties>(name: K, value: LineProperties[K]): void {
    if (this.line[name] === value) return;
    this.line[name] = value;
    this.version++;
  }

  get<L extends Layer>(layer: L, column: number): Layers[L][number] {
    return this.layers[layer]?.[column];
  }

  /** Another content takes the old one's rich text away. */
  set<L extends Layer>(layer: L, column: number, value: Layers[L][number]): void {
    if (layer === 'values' || layer === 'formulas') this.put('richTexts', column, undefined);
    this.put(layer, column, value);
  }

  private put<L extends Layer>(layer: L, column: number, value: Layers[L][number]): void {
    const cells = this.layers[layer] as Layers[L][number][] | undefined;
    if (value === undefined) {
      if (!cells || column >= cells.length) return;
      this.version++;
      cells[column] = undefined;
      trim(cells);
      return;
    }
    this.version++;
    const target = cells ?? (this.layers[layer] = [] as Layers[L] & unknown[]);
    while (target.length < column) target.push(undefined);
    target[column] = value;
  }

  /** Replaces a column span of a layer by as many cells as given, or by others. */
  splice(start: number, remove: number, insert: number): void {
    this.version++;
    for (const layer of LAYERS) {
      const cells = this.layers[layer] as unknown[] | undefined;
      if (!cells || start >= cells.length) continue;
      cells.splice(start, remove, ...new Array<undefined>(insert).fill(undefined));
      trim(cells);
    }
  }

  /** Takes a span of columns out and puts it back elsewhere (`to` counts after the removal). */
  move(start: number, count: number, to: number): void {
    this.version++;
    for (const layer of LAYERS) {
      const cells = this.layers[layer] as unknown[] | undefined;
      if (!cells) continue;
      while (cells.length < Math.max(start + count, to)) cells.push(undefined);
      const moved = cells.splice(start, count);
      while (cells.length < to) cells.push(undefined);
      cells.splice(to, 0, ...moved);
      trim(cells);
    }
  }

  /** How many columns hold a value or a formula that `counts`. */
  contentWidth(counts: (formula: FormulaCell, column: number) => boolean): number {
    const values = this.layers.values?.length ?? 0;
    const formulas = this.layers.formulas;
    if (!formulas) return values;
    for (let column = formulas.length - 1; column >= values; column--) {
      const formula = formulas[column];
      if (formula && counts(formula, column)) return column + 1;
    }
    return values;
  }
}
