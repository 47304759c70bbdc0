/** Text: cutting, joining, finding, patterns, numbers as text. */
import { expanding, lifted, numberOf, plain, textOf, type Functions } from '../formula-arguments';
import { checked, fail, textToNumber, toBoolean, toNumber } from '../formula-values';
import { displayText } from '../number-format';
import { plainText } from '../values';

const trim = (text: string): string => text.trim().replace(/ +/g, ' ');

/** RE2 is nearly what JavaScript has; what it cannot read is an error. */
function pattern(source: string, flags = ''): RegExp {
  try {
    return new RegExp(source.replace(/^\(\?i\)/, ''), flags + (source.startsWith('(?i)') ? 'i' : ''));
  } catch {
    return fail('#REF!');
  }
}

function substitute(text: string, old: string, replacement: string, occurrence?: number): string {
  if (old === '') return text;
  if (occurrence === undefined) return text.replaceAll(old, replacement);
  const parts = text.split(old);
  if (occurrence < 1 || occurrence >= parts.length) return text;
  return [parts.slice(0, occurrence).join(old), parts.slice(occurrence).join(old)].join(replacement);
}

function position(text: string, part: string, start: number): number {
  const found = start < 1 ? -1 : text.indexOf(part, start - 1);
  return found < 0 ? fail('#VALUE!') : found + 1;
}

export const TEXT: Functions = {
  ...lifted({
    CONCAT: ([first, second]) => textOf(first) + textOf(second),
    UPPER: ([text]) => textOf(text).toUpperCase(),
    LOWER: ([text]) => textOf(text).toLowerCase(),
    PROPER: ([text]) =>
      textOf(text)
        .toLowerCase()
        .replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
    TRIM: ([text]) => trim(textOf(text)),
    CLEAN: ([text]) => [...textOf(text)].filter((character) => character >= ' ').join(''),
    LEN: ([text]) => textOf(text).length,
    LEFT: ([text, count], scope) => textOf(text).slice(0, numberOf(count, scope, 1)),
    RIGHT: ([text, count], scope) => {
      const length = numberOf(count, scope, 1);
      return length === 0 ? '' : textOf(text).slice(-length);
    },
    MID: ([text, start, count], scope) => {
      const first = numberOf(start, scope) - 1;
      return first < 0 ? fail('#NUM!') : textOf(text).slice(first, first + numberOf(count, scope));
    },
    FIND: ([part, text, start], scope) => position(textOf(text), textOf(part), numberOf(start, scope, 1)),
    SEARCH: ([part, text, start], scope) =>
      position(textOf(text).toLowerCase(), textOf(part).toLowerCase(), numberOf(start, scope, 1)),
    REPLACE: ([text, start, count, replacement], scope) => {
      const [whole, first] = [textOf(text), numberOf(start, scope) - 1];
      return whole.slice(0, first) + textOf(replacement) + whole.slice(first + numberOf(count, scope));
    },
    SUBSTITUTE: ([text, old, replacement, occurrence], scope) =>
      substitute(textOf(text), textOf(old), textOf(replacement), occurrence && numberOf(occurrence, scope)),
    REPT: ([text, count], scope) => textOf(text).repeat(Math.max(0, numberOf(count, scope))),
    EXACT: ([one, other]) => textOf(one) === textOf(other),
    CHAR: ([code], scope) => String.fromCodePoint(numberOf(code, scope)),
    CODE: ([text]) => textOf(text).codePointAt(0) ?? fail('#VALUE!'),
    T: ([text]) => {
      const value = text?.one();
      return typeof value === 'string' ? value : '';
    },
    TEXT: ([value, format], { cells }) => {
      const content = value?.one();
      const number = typeof content === 'string' ? textToNumber(content, cells.locale) : content;
      return displayText(number ?? content ?? 0, textOf(format), cells.locale);
    },
    VALUE: ([text], { cells }) => toNumber(text?.one(), cells.locale),
    REGEXMATCH: ([text, source]) => pattern(textOf(source)).test(textOf(text)),
    REGEXEXTRACT: ([text, source]) => {
      const match = pattern(textOf(source)).exec(textOf(text));
      if (!match) return fail('#N/A');
      return match.length > 2 ? [match.slice(1)] : (match[1] ?? match[0]);
    },
    REGEXREPLACE: ([text, source, replacement]) =>
      textOf(text).replace(pattern(textOf(source), 'g'), textOf(replacement).replace(/\\(\d)/g, '$$$1')),
    // The cell shows the label; the link is the page's affair.
    HYPERLINK: ([url, label]) => (label ? label.one() : textOf(url)),
  }),
  ...plain({
    CONCATENATE: (args) =>
      args
        .flatMap((argument) => argument.cells())
        .map((value) => plainText(checked(value)))
        .join(''),
    JOIN: ([delimiter, ...args]) =>
      args
        .flatMap((argument) => argument.cells())
        .map((value) => plainText(checked(value)))
        .join(textOf(delimiter)),
    TEXTJOIN: ([delimiter, ignoreEmpty, ...args]) => {
      const texts = args.flatMap((argument) => argument.cells()).map((value) => plainText(checked(value)));
      const kept = toBoolean(ignoreEmpty?.one()) ? texts.filter(Boolean) : texts;
      return kept.join(textOf(delimiter));
    },
  }),
  ...expanding({
    SPLIT: ([text, delimiter, byEach, removeEmpty], { cells }) => {
      const delimiters = byEach && !toBoolean(byEach.one()) ? [textOf(delimiter)] : [...textOf(delimiter)];
      const source = delimiters.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
      if (source === '') return fail('#VALUE!');
      const parts = textOf(text).split(new RegExp(source));
      const kept = removeEmpty && !toBoolean(removeEmpty.one()) ? parts : parts.filter((part) => part !== '');
      return [kept.map((part) => textToNumber(part, cells.locale) ?? part)];
    },
  }),
};
