/** Turns what a person types or a script writes into cell content (the Sheets API calls this USER_ENTERED). */
import type { Switches } from '../switches';
import { parseDate } from './parse-date';
import { parseNumber } from './parse-number';
import type { Style } from './style';
import type { CellContent } from './values';

export interface InputRules {
  readonly locale: string;
  readonly switches: Switches;
  /** For dates without a year. */
  readonly thisYear: number;
}

export type Input =
  | { readonly kind: 'formula'; readonly text: string }
  | { readonly kind: 'value'; readonly value: CellContent; readonly format?: string };

const value = (content: CellContent, format?: string): Input => ({
  kind: 'value',
  value: content,
  ...(format ? { format } : {}),
});
const formula = (text: string): Input => ({
  kind: 'formula',
  text: text.startsWith('=') ? text : `=${text}`,
});

/** Text only: other types are stored as they are. */
export function parseInput(text: string, style: Style | undefined, rules: InputRules): Input {
  if (text === '') return value(undefined);
  if (style?.numberFormat === '@') return parsePlainText(text, rules.switches);
  if (text.startsWith('=') && text.length > 1) return formula(text);
  if (text.startsWith("'") && rules.switches.leadingApostrophe === 'marks-text') {
    return value(text.slice(1) || undefined);
  }
  const trimmed = text.trim();
  const first = trimmed[0];
  if ((first === '+' || first === '-') && trimmed.length > 1) return parseSigned(text, trimmed, rules);
  return parseTyped(text, trimmed, rules) ?? value(text);
}

function parsePlainText(text: string, { plainTextFormulas, leadingApostrophe }: Switches): Input {
  if (text.startsWith("'") && leadingApostrophe === 'marks-text') return value(text.slice(1) || undefined);
  const formulas = { text: '', equals: '=', 'equals-and-signs': '=+-' }[plainTextFormulas];
  return text.length > 1 && formulas.includes(text[0] ?? ' ') ? formula(text) : value(text);
}

function parseSigned(text: string, trimmed: string, rules: InputRules): Input {
  if (rules.switches.leadingSign !== 'formula') {
    const number = parseNumber(trimmed, rules.locale);
    if (number) return value(number.value, number.format);
  }
  return rules.switches.leadingSign === 'number-or-text' ? value(text) : formula(trimmed);
}

function parseTyped(text: string, trimmed: string, rules: InputRules): Input | undefined {
  if (trimmed.length <= 5 && /^(?:true|false)$/i.test(trimmed))
    return value(trimmed.toLowerCase() === 'true');
  // Names, words and sentences: most cells end here.
  if (trimmed.length > 64 || !/\d/.test(text)) return undefined;
  const parsed = parseNumber(trimmed, rules.locale) ?? parseDate(trimmed, rules.locale, rules.thisYear);
  return parsed && value(parsed.value, parsed.format);
}
