/** Reads typed text as a number, the way the spreadsheet's locale writes numbers. */
import { localeRules, type LocaleRules } from './locale';

export interface ParsedInput {
  readonly value: number;
  /** The number format that the input gives to an unformatted cell. */
  readonly format?: string;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patterns = new Map<LocaleRules, RegExp>();

function patternFor(rules: LocaleRules): RegExp {
  let pattern = patterns.get(rules);
  if (!pattern) {
    // French groups with narrow spaces; people type plain ones.
    const group = /\s/.test(rules.group) ? '[ \\u00a0\\u202f]' : escape(rules.group);
    const decimal = escape(rules.decimal);
    const currency = `(${escape(rules.currency)})?`;
    const digits = `((?:\\d{1,3}(?:${group}\\d{3})+|\\d+)?)(?:${decimal}(\\d*))?(?:[eE]([+-]?\\d+))?`;
    pattern = new RegExp(`^(\\()?([+-])?\\s*${currency}\\s*([+-])?${digits}\\s*${currency}\\s*(%)?(\\))?$`);
    patterns.set(rules, pattern);
  }
  return pattern;
}

/** Undefined when the text is no number. The text must be trimmed. */
export function parseNumber(text: string, locale: string): ParsedInput | undefined {
  const rules = localeRules(locale);
  const match = patternFor(rules).exec(text);
  if (!match) return undefined;
  const [
    ,
    open,
    sign,
    leadingCurrency,
    innerSign,
    whole = '',
    fraction,
    exponent,
    trailingCurrency,
    percent,
    close,
  ] = match;
  if (!whole && !fraction) return undefined;
  if (Boolean(open) !== Boolean(close) || (sign && innerSign) || (open && (sign ?? innerSign)))
    return undefined;
  if (
    (leadingCurrency && trailingCurrency) ||
    (exponent && (percent ?? leadingCurrency ?? trailingCurrency))
  ) {
    return undefined;
  }
  const digits = whole.replace(/\D/g, '');
  const magnitude = Number(`${digits || '0'}.${fraction || '0'}e${exponent ?? '0'}`);
  if (!Number.isFinite(magnitude)) return undefined;
  const signed = open || sign === '-' || innerSign === '-' ? -magnitude : magnitude;
  const value = percent ? Number((signed / 100).toPrecision(15)) : signed;
  const format = formatOf({
    grouped: digits.length !== whole.length,
    decimals: Boolean(fraction),
    currency: leadingCurrency ?? trailingCurrency,
    percent: Boolean(percent),
    exponent: exponent !== undefined,
  });
  return { value: value === 0 ? 0 : value, ...(format ? { format } : {}) };
}

function formatOf(seen: {
  grouped: boolean;
  decimals: boolean;
  currency: string | undefined;
  percent: boolean;
  exponent: boolean;
}): string | undefined {
  if (seen.percent) return seen.decimals ? '0.00%' : '0%';
  if (seen.exponent) return '0.00E+00';
  const number = seen.grouped || seen.currency ? (seen.decimals ? '#,##0.00' : '#,##0') : undefined;
  return seen.currency ? `"${seen.currency}"${number}` : number;
}
