/** What a spreadsheet's locale decides: separators, the order of dates, and the formats that typed input gets. */

export interface LocaleRules {
  readonly decimal: string;
  readonly group: string;
  readonly currency: string;
  /** e.g. `mdy`. */
  readonly dateOrder: 'mdy' | 'dmy' | 'ymd';
  /** What stands between the parts of a date besides `/` and `-`. */
  readonly dateSeparator: string;
  readonly datePattern: string;
  readonly tag: string;
}

/** Currency signs by region; typing any other sign leaves text. */
const CURRENCIES: Readonly<Record<string, string>> = {
  US: '$',
  CA: '$',
  AU: '$',
  GB: '£',
  JP: '¥',
  CN: '¥',
  IN: '₹',
};
const EURO = ['DE', 'FR', 'ES', 'IT', 'NL', 'AT', 'BE', 'FI', 'IE', 'PT', 'GR'];

const cache = new Map<string, LocaleRules>();

function datePatternOf(tag: string): Pick<LocaleRules, 'dateOrder' | 'dateSeparator' | 'datePattern'> {
  const parts = new Intl.DateTimeFormat(tag, {
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(0);
  const short = tag === 'en-US';
  const names: Record<string, string> = { year: 'yyyy', month: short ? 'M' : 'MM', day: short ? 'd' : 'dd' };
  const fields = parts.filter((part) => part.type in names);
  const separator = parts.find((part) => part.type === 'literal')?.value.trim() ?? '/';
  const order = fields.map((part) => part.type[0]).join('');
  return {
    dateOrder: order === 'mdy' || order === 'ymd' ? order : 'dmy',
    dateSeparator: separator,
    datePattern: fields.map((part) => names[part.type]).join(separator || '/'),
  };
}

function separatorsOf(tag: string): Pick<LocaleRules, 'decimal' | 'group'> {
  const parts = new Intl.NumberFormat(tag, { numberingSystem: 'latn', useGrouping: true }).formatToParts(
    1234567.8,
  );
  const find = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: find('decimal') || '.', group: find('group') || ',' };
}

/** Rules of a locale as Sheets writes it (`de_DE`); an unknown one counts as `en_US`. */
export function localeRules(locale: string): LocaleRules {
  const known = cache.get(locale);
  if (known) return known;
  let tag = locale.replace('_', '-');
  try {
    if (!Intl.NumberFormat.supportedLocalesOf([tag]).length) tag = 'en-US';
  } catch {
    tag = 'en-US';
  }
  const region = tag.split('-')[1] ?? '';
  const currency = EURO.includes(region) ? '€' : (CURRENCIES[region] ?? '$');
  const rules: LocaleRules = { ...separatorsOf(tag), currency, ...datePatternOf(tag), tag };
  cache.set(locale, rules);
  return rules;
}
