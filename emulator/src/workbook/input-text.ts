/** The text that editing a cell starts from: typed again, it gives the same content. */
import { formatDate, isDatePattern } from './date-format';
import { localeRules } from './locale';
import { displayText } from './number-format';
import { parseInput, type InputRules } from './parse-input';
import type { Style } from './style';
import { CellError, plainText, type CellContent } from './values';

export function inputText(content: CellContent, style: Style | undefined, rules: InputRules): string {
  if (content === undefined || content instanceof CellError) return '';
  if (typeof content === 'number') return numberInput(content, style?.numberFormat, rules.locale);
  return typeof content === 'string' ? stringInput(content, style, rules) : plainText(content);
}

/** Numbers, times, signs, formulas, booleans, `Jan 5`: most names and words are none of these. */
const MAY_READ_AS_OTHER = /^\s*(?:[^\p{L}\s]|true\s*$|false\s*$|\p{L}{3,9}\.?,?[\s-])/iu;

/** Text that would be read as something else gets the apostrophe that it was typed with. */
function stringInput(text: string, style: Style | undefined, rules: InputRules): string {
  if (rules.switches.leadingApostrophe !== 'marks-text' || !MAY_READ_AS_OTHER.test(text)) return text;
  const read = parseInput(text, style, rules);
  return read.kind === 'value' && read.value === text ? text : `'${text}`;
}

/** All digits, without the format: dates in the locale's way, percents as percents. */
function numberInput(value: number, pattern: string | undefined, locale: string): string {
  if (pattern !== undefined && isDatePattern(pattern)) return dateInput(value, pattern, locale);
  if (pattern?.includes('%')) return `${fullNumber(Number((value * 100).toPrecision(15)), locale)}%`;
  return fullNumber(value, locale);
}

const fullNumber = (value: number, locale: string): string =>
  Number.isInteger(value) && Math.abs(value) >= 1e15
    ? displayText(value, undefined, locale)
    : String(value).replace('.', localeRules(locale).decimal);

function dateInput(serial: number, pattern: string, locale: string): string {
  const { datePattern, tag } = localeRules(locale);
  if (pattern.includes('[')) return formatDate(serial, '[h]:mm:ss', tag);
  const time = Number.isInteger(serial) ? '' : 'H:mm:ss';
  const day = serial >= 1 || time === '' ? datePattern : '';
  return formatDate(serial, `${day} ${time}`.trim(), tag);
}
