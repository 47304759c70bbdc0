/** Conditional format rules with one condition, and their builder. Colour scales are not there, and fail by name. */
import type { HostCall, WireRange } from '../../bridge/protocol';
import { exception, flag, list, orNull, requireSignature, text } from '../signature';
import { addConditions, criteriaOf, valuesOf, type WireCondition } from './conditions';
import { HOST, SpreadsheetObject, wireOf } from './handle';
import { rangeFromWire, type RangeFacade } from './range';

/** Fields that are null are left as the cell has them. */
interface WireFormat {
  readonly background: string | null;
  readonly fontColor: string | null;
  readonly bold: boolean | null;
  readonly italic: boolean | null;
  readonly strikethrough: boolean | null;
  readonly underline: boolean | null;
}

export interface WireFormatRule {
  readonly ranges: readonly WireRange[];
  readonly condition: WireCondition | null;
  readonly format: WireFormat;
}

const NO_FORMAT: WireFormat = {
  ...{ background: null, fontColor: null, bold: null, italic: null, strikethrough: null, underline: null },
};
const NEW_RULE: WireFormatRule = { ranges: [], condition: null, format: NO_FORMAT };
const RULE = Symbol('rule');

export interface BooleanConditionFacade extends GoogleAppsScript.Spreadsheet.BooleanCondition {}
export class BooleanConditionFacade extends SpreadsheetObject {
  readonly #rule: WireFormatRule;

  constructor(host: HostCall, rule: WireFormatRule) {
    super('BooleanCondition', host);
    this.#rule = rule;
  }
  getBackground(): string | null {
    return this.#rule.format.background;
  }
  getFontColor(): string | null {
    return this.#rule.format.fontColor;
  }
  getBold(): boolean | null {
    return this.#rule.format.bold;
  }
  getItalic(): boolean | null {
    return this.#rule.format.italic;
  }
  getStrikethrough(): boolean | null {
    return this.#rule.format.strikethrough;
  }
  getUnderline(): boolean | null {
    return this.#rule.format.underline;
  }
  getCriteriaType(): GoogleAppsScript.Spreadsheet.BooleanCriteria {
    return criteriaOf(this.#rule.condition) as GoogleAppsScript.Spreadsheet.BooleanCriteria;
  }
  getCriteriaValues(): unknown[] {
    return valuesOf(this.#rule.condition);
  }
}

export interface ConditionalFormatRuleFacade extends GoogleAppsScript.Spreadsheet.ConditionalFormatRule {}
export class ConditionalFormatRuleFacade extends SpreadsheetObject {
  readonly [RULE]!: WireFormatRule;

  constructor(host: HostCall, rule: WireFormatRule) {
    super('ConditionalFormatRule', host);
    Object.defineProperty(this, RULE, { value: rule, enumerable: false });
  }
  copy(): ConditionalFormatRuleBuilderFacade {
    return new ConditionalFormatRuleBuilderFacade(this[HOST], this[RULE]);
  }
  getBooleanCondition(): BooleanConditionFacade {
    return new BooleanConditionFacade(this[HOST], this[RULE]);
  }
  getGradientCondition(): null {
    return null;
  }
  getRanges(): RangeFacade[] {
    return this[RULE].ranges.map((range) => rangeFromWire(this[HOST], range));
  }
}

export const formatRuleToWire = (rule: unknown): WireFormatRule =>
  (rule as ConditionalFormatRuleFacade)[RULE];

export interface ConditionalFormatRuleBuilderFacade
  extends GoogleAppsScript.Spreadsheet.ConditionalFormatRuleBuilder {}
export class ConditionalFormatRuleBuilderFacade extends SpreadsheetObject {
  #rule: WireFormatRule;

  constructor(host: HostCall, rule: WireFormatRule = NEW_RULE) {
    super('ConditionalFormatRuleBuilder', host);
    this.#rule = rule;
  }
  build(): ConditionalFormatRuleFacade {
    if (!this.#rule.ranges.length || !this.#rule.condition) {
      throw exception('A conditional format rule needs ranges and a condition before it is built.');
    }
    return new ConditionalFormatRuleFacade(this[HOST], this.#rule);
  }
  copy(): ConditionalFormatRuleBuilderFacade {
    return new ConditionalFormatRuleBuilderFacade(this[HOST], this.#rule);
  }
  getRanges(): RangeFacade[] {
    return this.#rule.ranges.map((range) => rangeFromWire(this[HOST], range));
  }
  getBooleanCondition(): BooleanConditionFacade | null {
    return this.#rule.condition && new BooleanConditionFacade(this[HOST], this.#rule);
  }
  getGradientCondition(): null {
    return null;
  }
  setRanges(...args: unknown[]): ConditionalFormatRuleBuilderFacade {
    requireSignature('SpreadsheetApp.ConditionalFormatRuleBuilder.setRanges', args, [list]);
    return this.#with({ ranges: (args[0] as unknown[]).map(wireOf) });
  }
  setBackground(...args: unknown[]): ConditionalFormatRuleBuilderFacade {
    return this.#format('setBackground', 'background', orNull(text), args);
  }
  setFontColor(...args: unknown[]): ConditionalFormatRuleBuilderFacade {
    return this.#format('setFontColor', 'fontColor', orNull(text), args);
  }
  setBold(...args: unknown[]): ConditionalFormatRuleBuilderFacade {
    return this.#format('setBold', 'bold', orNull(flag), args);
  }
  setItalic(...args: unknown[]): ConditionalFormatRuleBuilderFacade {
    return this.#format('setItalic', 'italic', orNull(flag), args);
  }
  setStrikethrough(...args: unknown[]): ConditionalFormatRuleBuilderFacade {
    return this.#format('setStrikethrough', 'strikethrough', orNull(flag), args);
  }
  setUnderline(...args: unknown[]): ConditionalFormatRuleBuilderFacade {
    return this.#format('setUnderline', 'underline', orNull(flag), args);
  }
  take(condition: WireCondition): ConditionalFormatRuleBuilderFacade {
    return this.#with({ condition });
  }
  #format(
    method: string,
    field: keyof WireFormat,
    accepts: (value: unknown) => boolean,
    args: readonly unknown[],
  ): ConditionalFormatRuleBuilderFacade {
    requireSignature(`SpreadsheetApp.ConditionalFormatRuleBuilder.${method}`, args, [accepts]);
    return this.#with({ format: { ...this.#rule.format, [field]: args[0] ?? null } });
  }
  #with(change: Partial<WireFormatRule>): ConditionalFormatRuleBuilderFacade {
    this.#rule = { ...this.#rule, ...change };
    return this;
  }
}

addConditions(ConditionalFormatRuleBuilderFacade, 'ConditionalFormatRuleBuilder');
