/** The basic filter of a sheet, criteria and their builder. */
import type { HostCall, WireRange } from '../../bridge/protocol';
import { a, flag, integer, list, orNull, requireSignature } from '../signature';
import { addConditions, criteriaOf, valuesOf, type WireCondition } from './conditions';
import { HOST, SpreadsheetObject, textOf, whole } from './handle';
import { rangeFromWire, type RangeFacade } from './range';

export interface WireFilterCriteria {
  readonly hiddenValues: readonly string[] | null;
  readonly visibleValues: readonly string[] | null;
  readonly condition: WireCondition | null;
}

const NEW_CRITERIA: WireFilterCriteria = { hiddenValues: null, visibleValues: null, condition: null };
const CRITERIA = Symbol('criteria');

export interface FilterCriteriaFacade extends GoogleAppsScript.Spreadsheet.FilterCriteria {}
export class FilterCriteriaFacade extends SpreadsheetObject {
  readonly [CRITERIA]!: WireFilterCriteria;

  constructor(host: HostCall, criteria: WireFilterCriteria) {
    super('FilterCriteria', host);
    Object.defineProperty(this, CRITERIA, { value: criteria, enumerable: false });
  }
  copy(): FilterCriteriaBuilderFacade {
    return new FilterCriteriaBuilderFacade(this[HOST], this[CRITERIA]);
  }
  getHiddenValues(): string[] {
    return [...(this[CRITERIA].hiddenValues ?? [])];
  }
  getVisibleValues(): string[] {
    return [...(this[CRITERIA].visibleValues ?? [])];
  }
  /** null when there is no condition, whatever the published type says. */
  getCriteriaType(): GoogleAppsScript.Spreadsheet.BooleanCriteria {
    return criteriaOf(this[CRITERIA].condition) as GoogleAppsScript.Spreadsheet.BooleanCriteria;
  }
  getCriteriaValues(): unknown[] {
    return valuesOf(this[CRITERIA].condition);
  }
}

export interface FilterCriteriaBuilderFacade extends GoogleAppsScript.Spreadsheet.FilterCriteriaBuilder {}
export class FilterCriteriaBuilderFacade extends SpreadsheetObject {
  #criteria: WireFilterCriteria;

  constructor(host: HostCall, criteria: WireFilterCriteria = NEW_CRITERIA) {
    super('FilterCriteriaBuilder', host);
    this.#criteria = criteria;
  }
  build(): FilterCriteriaFacade {
    return new FilterCriteriaFacade(this[HOST], this.#criteria);
  }
  copy(): FilterCriteriaBuilderFacade {
    return new FilterCriteriaBuilderFacade(this[HOST], this.#criteria);
  }
  getHiddenValues(): string[] {
    return this.build().getHiddenValues();
  }
  getVisibleValues(): string[] {
    return this.build().getVisibleValues();
  }
  getCriteriaType(): GoogleAppsScript.Spreadsheet.BooleanCriteria {
    return this.build().getCriteriaType();
  }
  getCriteriaValues(): unknown[] {
    return valuesOf(this.#criteria.condition);
  }
  setHiddenValues(...args: unknown[]): FilterCriteriaBuilderFacade {
    requireSignature('SpreadsheetApp.FilterCriteriaBuilder.setHiddenValues', args, [list]);
    return this.#with({ hiddenValues: (args[0] as unknown[]).map(textOf), visibleValues: null });
  }
  setVisibleValues(...args: unknown[]): FilterCriteriaBuilderFacade {
    requireSignature('SpreadsheetApp.FilterCriteriaBuilder.setVisibleValues', args, [list]);
    return this.#with({ visibleValues: (args[0] as unknown[]).map(textOf), hiddenValues: null });
  }
  take(condition: WireCondition): FilterCriteriaBuilderFacade {
    return this.#with({ condition });
  }
  #with(change: Partial<WireFilterCriteria>): FilterCriteriaBuilderFacade {
    this.#criteria = { ...this.#criteria, ...change };
    return this;
  }
}

addConditions(FilterCriteriaBuilderFacade, 'FilterCriteriaBuilder', true);

export interface FilterFacade extends GoogleAppsScript.Spreadsheet.Filter {}
export class FilterFacade extends SpreadsheetObject {
  readonly #sheet: number;

  constructor(host: HostCall, sheet: number) {
    super('Filter', host);
    this.#sheet = sheet;
  }
  getRange(): RangeFacade {
    return rangeFromWire(this[HOST], this.#call('getRange') as WireRange);
  }
  /** `column` is the sheet's, 1-based. */
  getColumnFilterCriteria(...args: unknown[]): FilterCriteriaFacade | null {
    requireSignature('SpreadsheetApp.Filter.getColumnFilterCriteria', args, [integer]);
    const criteria = this.#call('getColumnFilterCriteria', whole(args[0])) as WireFilterCriteria | null;
    return criteria && new FilterCriteriaFacade(this[HOST], criteria);
  }
  setColumnFilterCriteria(...args: unknown[]): FilterFacade {
    const criteria = orNull(a('SpreadsheetApp.FilterCriteria'));
    requireSignature('SpreadsheetApp.Filter.setColumnFilterCriteria', args, [integer, criteria]);
    const wire = args[1] ? (args[1] as FilterCriteriaFacade)[CRITERIA] : null;
    this.#call('setColumnFilterCriteria', whole(args[0]), wire);
    return this;
  }
  removeColumnFilterCriteria(...args: unknown[]): FilterFacade {
    requireSignature('SpreadsheetApp.Filter.removeColumnFilterCriteria', args, [integer]);
    this.#call('setColumnFilterCriteria', whole(args[0]), null);
    return this;
  }
  remove(): void {
    this.#call('remove');
  }
  sort(...args: unknown[]): FilterFacade {
    requireSignature('SpreadsheetApp.Filter.sort', args, [integer, flag]);
    this.#call('sort', whole(args[0]), args[1]);
    return this;
  }
  #call(method: string, ...args: readonly unknown[]): unknown {
    return this[HOST](`Filter.${method}`, [this.#sheet, ...args]);
  }
}
