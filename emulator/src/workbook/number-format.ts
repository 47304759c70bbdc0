/** Shows a cell's value by its number format: what getDisplayValue returns. */
import { formatDate, isDatePattern } from './date-format';
import { localeRules, type LocaleRules } from './locale';
import { plainText, type CellContent } from './values';

/** Shown without an explicit format: whole numbers in full up to 15 digits, fractions to 10 significant ones. */
function automatic(value: number, rules: LocaleRules): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-9)) {
    const [mantissa = '', exponent = '0'] = value.toExponential(5).split('e');
    const sign = exponent.startsWith('-') ? '-' : '+';
    return `${localDecimal(String(Number(mantissa)), rules)}E${sign}${exponent.replace(/\D/g, '').padStart(2, '0')}`;
  }
  const shown = Number.isInteger(value) ? value : Number(value.toPrecision(10));
  return localDecimal(plainDecimal(shown), rules);
}

/** Without the exponent that JavaScript uses for small numbers. */
const plainDecimal = (value: number): string =>
  /e/.test(String(value)) ? value.toFixed(15).replace(/\.?0+$/, '') : String(value);

const localDecimal = (text: string, rules: LocaleRules): string => text.replace('.', rules.decimal);

/** Splits at `;` outside quotes: positive; negative; zero; text. */
const sections = (pattern: string): string[] =>
  pattern.match(/(?:"[^"]*"|\\.|[^;])+|(?<=;)(?=;|$)/gs) ?? [pattern];

const parsedSections = new Map<string, readonly string[]>();
function sectionsOf(pattern: string): readonly string[] {
  let parts = parsedSections.get(pattern);
  if (!parts) parsedSections.set(pattern, (parts = sections(pattern)));
  return parts;
}

function chooseSection(value: number, parts: readonly string[]): { section: string; value: number } {
  const [positive = '', negative, zero] = parts;
  if (value < 0 && negative !== undefined) return { section: negative, value: -value };
  if (value === 0 && zero !== undefined) return { section: zero, value };
  return { section: positive, value };
}

export function displayText(value: CellContent, pattern: string | undefined, locale: string): string {
  if (typeof value === 'string') return pattern ? textSection(value, pattern) : value;
  if (typeof value !== 'number') return plainText(value);
  const rules = localeRules(locale);
  if (!pattern || pattern === '@' || /^(?:general|0\.#{15})$/i.test(pattern)) return automatic(value, rules);
  const chosen = chooseSection(value, sectionsOf(pattern));
  if (isDatePattern(chosen.section)) return formatDate(value, chosen.section, rules.tag);
  return formatNumber(chosen.value, chosen.section, rules);
}

function textSection(value: string, pattern: string): string {
  const section = sectionsOf(pattern)[3];
  return section === undefined ? value : literals(section).replace('@', value);
}

/** Colours, conditions, padding and quotes of a section resolved to the text they show. */
function literals(section: string): string {
  return section
    .replace(/\[\$([^\]-]*)(?:-[^\]]*)?\]/g, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/_./g, ' ')
    .replace(/\*./g, '')
    .replace(/"([^"]*)"/g, '$1')
    .replace(/\\(.)/g, '$1');
}

const NUMBER_PART = /[0#?][0#?,]*(?:\.[0#?]*)?(?:E[+-][0#?]+)?|\.[0#?]+(?:E[+-][0#?]+)?/i;

/** Fractions (`# ?/?`) and unknown patterns fall back to the automatic display. */
function formatNumber(value: number, section: string, rules: LocaleRules): string {
  // Quoted digits are no placeholders: find the number part in a copy of the same length without literals.
  const masked = section.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, (literal) => ' '.repeat(literal.length));
  const match = NUMBER_PART.exec(masked);
  if (/\?\s*\/\s*\?/.test(masked)) return automatic(value, rules);
  if (!match) return literals(section).replace(/general/i, automatic(value, rules));
  const percents = masked.split('%').length - 1;
  const before = section.slice(0, match.index);
  const after = section.slice(match.index + match[0].length);
  const number = formatDigits(Math.abs(value) * 100 ** percents, match[0], rules);
  const negative = value < 0 && /[1-9]/.test(number) ? '-' : '';
  return negative + literals(before) + number + literals(after);
}

function formatDigits(size: number, pattern: string, rules: LocaleRules): string {
  const [mantissaPattern = '', exponentPattern] = pattern.split(/(?<=[0#?.,])E(?=[+-])/i);
  if (exponentPattern !== undefined) return scientific(size, mantissaPattern, exponentPattern, rules);
  const [whole = '', fraction = ''] = mantissaPattern.split('.');
  const thousands = /,+$/.exec(whole)?.[0].length ?? 0;
  const scaled = size / 1000 ** thousands;
  const rounded = roundTo(scaled, fraction.length);
  const [wholeDigits = '0', fractionDigits = ''] = rounded.split('.');
  const least = whole.replace(/[^0]/g, '').length;
  let digits = wholeDigits === '0' && least === 0 ? '' : wholeDigits.padStart(least, '0');
  if (/[0#?],[0#?]/.test(whole)) digits = digits.replace(/\B(?=(\d{3})+$)/g, rules.group);
  const kept = trimOptional(fractionDigits, fraction);
  return kept || mantissaPattern.includes('.') ? `${digits}${rules.decimal}${kept}` : digits;
}

/** Half away from zero on the decimal the person sees, not on the binary below it. */
function roundTo(size: number, decimals: number): string {
  const places = Math.min(decimals, 20);
  if (size >= 1e21) return BigInt(Math.round(size)).toString();
  const nudged = Number(`${Math.round(Number(`${size}e${places}`))}e-${places}`);
  return (Number.isFinite(nudged) ? nudged : size).toFixed(places);
}

function trimOptional(digits: string, pattern: string): string {
  let length = digits.length;
  while (length > 0 && digits[length - 1] === '0' && pattern[length - 1] !== '0') length--;
  return digits.slice(0, length);
}

function scientific(
  size: number,
  mantissaPattern: string,
  exponentPattern: string,
  rules: LocaleRules,
): string {
  const decimals = (mantissaPattern.split('.')[1] ?? '').length;
  const [mantissa = '0', exponent = '0'] = size.toExponential(Math.min(decimals, 20)).split('e');
  const sign = exponent.startsWith('-') ? '-' : exponentPattern.startsWith('+') ? '+' : '';
  const digits = exponent.replace(/\D/g, '').padStart(exponentPattern.length - 1, '0');
  return `${localDecimal(mantissa, rules)}E${sign}${digits}`;
}
