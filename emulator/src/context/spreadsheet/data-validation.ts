/** DataValidation and its builder. A built rule is plain data until a range takes it. */
import type { HostCall, WireCell, WireRange } from '../../bridge/protocol';
import type { EnumValue } from '../facade';
import {
  a,
  date,
  exception,
  flag,
  integer,
  list,
  requireSignature,
  text,
  textOrNull,
  type Accepts,
} from '../signature';
import { DATA_VALIDATION_CRITERIA, enumValue } from './enums';
import { fromCell, HOST, SpreadsheetObject, textOf, toCell, wireOf } from './handle';
import { rangeFromWire } from './range';

type Criteria = GoogleAppsScript.Spreadsheet.DataValidationCriteria;

/** As the host keeps a rule; dates cross as dates. */
export interface WireRule {
  readonly criteria: string;
  readonly values: readonly WireCell[];
  readonly range?: WireRange;
  readonly showDropdown?: boolean;
  readonly allowInvalid: boolean;
  readonly helpText: string | null;
}

/** Only warns unless setAllowInvalid(false) is called: the documented default. */
const NEW_RULE: WireRule = { criteria: '', values: [], allowInvalid: true, helpText: null };
const RULE = Symbol('rule');

function criteriaValues(host: HostCall, rule: WireRule): unknown[] {
  const values: unknown[] = rule.values.map(fromCell);
  if (rule.criteria === 'VALUE_IN_LIST') return [values, rule.showDropdown ?? true];
  if (rule.range) return [rangeFromWire(host, rule.range), rule.showDropdown ?? true];
  return values;
}

export interface DataValidationFacade extends GoogleAppsScript.Spreadsheet.DataValidation {}
export class DataValidationFacade extends SpreadsheetObject {
  readonly [RULE]!: WireRule;

  constructor(host: HostCall, rule: WireRule) {
    super('DataValidation', host);
    Object.defineProperty(this, RULE, { value: rule, enumerable: false });
  }
  copy(): DataValidationBuilderFacade {
    return new DataValidationBuilderFacade(this[HOST], this[RULE]);
  }
  getAllowInvalid(): boolean {
    return this[RULE].allowInvalid;
  }
  getCriteriaType(): Criteria {
    return enumValue(DATA_VALIDATION_CRITERIA, this[RULE].criteria);
  }
  getCriteriaValues(): unknown[] {
    return criteriaValues(this[HOST], this[RULE]);
  }
  /** null when there is none, whatever the published type says. */
  getHelpText(): string {
    return this[RULE].helpText as string;
  }
}

export const ruleFromWire = (host: HostCall, rule: WireRule | null): DataValidationFacade | null =>
  rule && new DataValidationFacade(host, rule);
export const ruleToWire = (rule: DataValidationFacade | null | undefined): WireRule | null =>
  rule ? rule[RULE] : null;

/** Methods that take plain values only: their criteria, and what each argument must be. */
const SIMPLE_CRITERIA: Readonly<Record<string, readonly [string, ...Accepts[]]>> = {
  requireFormulaSatisfied: ['CUSTOM_FORMULA', text],
  requireDate: ['DATE_IS_VALID_DATE'],
  requireDateAfter: ['DATE_AFTER', date],
  requireDateBefore: ['DATE_BEFORE', date],
  requireDateBetween: ['DATE_BETWEEN', date, date],
  requireDateEqualTo: ['DATE_EQUAL_TO', date],
  requireDateNotBetween: ['DATE_NOT_BETWEEN', date, date],
  requireDateOnOrAfter: ['DATE_ON_OR_AFTER', date],
  requireDateOnOrBefore: ['DATE_ON_OR_BEFORE', date],
  requireNumberBetween: ['NUMBER_BETWEEN', integer, integer],
  requireNumberEqualTo: ['NUMBER_EQUAL_TO', integer],
  requireNumberGreaterThan: ['NUMBER_GREATER_THAN', integer],
  requireNumberGreaterThanOrEqualTo: ['NUMBER_GREATER_THAN_OR_EQUAL_TO', integer],
  requireNumberLessThan: ['NUMBER_LESS_THAN', integer],
  requireNumberLessThanOrEqualTo: ['NUMBER_LESS_THAN_OR_EQUAL_TO', integer],
  requireNumberNotBetween: ['NUMBER_NOT_BETWEEN', integer, integer],
  requireNumberNotEqualTo: ['NUMBER_NOT_EQUAL_TO', integer],
  requireTextContains: ['TEXT_CONTAINS', text],
  requireTextDoesNotContain: ['TEXT_DOES_NOT_CONTAIN', text],
  requireTextEqualTo: ['TEXT_EQUAL_TO', text],
  requireTextIsEmail: ['TEXT_IS_VALID_EMAIL'],
  requireTextIsUrl: ['TEXT_IS_VALID_URL'],
};

export interface DataValidationBuilderFacade extends GoogleAppsScript.Spreadsheet.DataValidationBuilder {}
export class DataValidationBuilderFacade extends SpreadsheetObject {
  #rule: WireRule;

  constructor(host: HostCall, rule: WireRule = NEW_RULE) {
    super('DataValidationBuilder', host);
    this.#rule = rule;
  }
  build(): DataValidationFacade {
    if (!this.#rule.criteria) throw exception('A data validation rule needs a criteria before it is built.');
    return new DataValidationFacade(this[HOST], this.#rule);
  }
  copy(): DataValidationBuilderFacade {
    return new DataValidationBuilderFacade(this[HOST], this.#rule);
  }
  getAllowInvalid(): boolean {
    return this.#rule.allowInvalid;
  }
  getCriteriaType(): Criteria {
    return enumValue(DATA_VALIDATION_CRITERIA, this.#rule.criteria);
  }
  getCriteriaValues(): unknown[] {
    return criteriaValues(this[HOST], this.#rule);
  }
  getHelpText(): string | null {
    return this.#rule.helpText;
  }
  setAllowInvalid(...args: unknown[]): DataValidationBuilderFacade {
    requireSignature('SpreadsheetApp.DataValidationBuilder.setAllowInvalid', args, [flag]);
    return this.#with({ allowInvalid: args[0] as boolean });
  }
  setHelpText(...args: unknown[]): DataValidationBuilderFacade {
    requireSignature('SpreadsheetApp.DataValidationBuilder.setHelpText', args, [textOrNull]);
    return this.#with({ helpText: args[0] === null ? null : textOf(args[0]) });
  }
  requireValueInList(...args: unknown[]): DataValidationBuilderFacade {
    requireSignature('SpreadsheetApp.DataValidationBuilder.requireValueInList', args, [list], [list, flag]);
    const values = (args[0] as unknown[]).map((value) => toCell(value) ?? '');
    return this.#criteria({ criteria: 'VALUE_IN_LIST', values, showDropdown: args[1] !== false });
  }
  requireValueInRange(...args: unknown[]): DataValidationBuilderFacade {
    const range = a('SpreadsheetApp.Range');
    requireSignature(
      'SpreadsheetApp.DataValidationBuilder.requireValueInRange',
      args,
      [range],
      [range, flag],
    );
    return this.#criteria({
      criteria: 'VALUE_IN_RANGE',
      values: [],
      range: wireOf(args[0]),
      showDropdown: args[1] !== false,
    });
  }
  requireCheckbox(...args: unknown[]): DataValidationBuilderFacade {
    return this.#criteria({ criteria: 'CHECKBOX', values: args.map((value) => toCell(value) ?? '') });
  }
  /** The general form; its arguments are those of getCriteriaValues. */
  withCriteria(criteria: Criteria, args: unknown[]): DataValidationBuilderFacade {
    const name = (criteria as unknown as EnumValue).name();
    if (name === 'VALUE_IN_LIST') return this.requireValueInList(...args);
    if (name === 'VALUE_IN_RANGE') return this.requireValueInRange(...args);
    return this.#criteria({ criteria: name, values: args.map((value) => toCell(value) ?? '') });
  }
  /** For the methods that take one or two plain values. */
  #simple(
    method: string,
    criteria: string,
    accepts: readonly Accepts[],
    args: readonly unknown[],
  ): DataValidationBuilderFacade {
    requireSignature(`SpreadsheetApp.DataValidationBuilder.${method}`, args, [...accepts]);
    return this.#criteria({ criteria, values: args.map((value) => toCell(value) ?? '') });
  }
  #with(change: Partial<WireRule>): DataValidationBuilderFacade {
    this.#rule = { ...this.#rule, ...change };
    return this;
  }
  /** A new criteria takes the place of the last, with all that belonged to it. */
  #criteria(change: Pick<WireRule, 'criteria' | 'values'> & Partial<WireRule>): DataValidationBuilderFacade {
    const { allowInvalid, helpText } = this.#rule;
    this.#rule = { allowInvalid, helpText, ...change };
    return this;
  }

  static {
    for (const [method, [criteria, ...accepts]] of Object.entries(SIMPLE_CRITERIA)) {
      Object.defineProperty(DataValidationBuilderFacade.prototype, method, {
        value: function (this: DataValidationBuilderFacade, ...args: unknown[]) {
          return this.#simple(method, criteria, accepts, args);
        },
      });
    }
  }
}
