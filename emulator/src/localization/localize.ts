/** Says an error of the platform in a person's language, where the words are known. */
import { ERROR_TEXTS, type ErrorText } from './error-texts';

/** @param locale e.g. `de`, `pt-BR`; null: English. English too is what is not known in that language. */
export function localize(message: string, locale: string | null): string {
  if (locale === null) return message;
  for (const text of ERROR_TEXTS) {
    const name = nameIn(message, text.english);
    if (name !== null) return (inLanguage(text, locale) ?? message).replace('{}', () => name);
  }
  return message;
}

/** What stands in the place of `{}`; '' where the text has none; null when the message is another. */
function nameIn(message: string, english: string): string | null {
  const [start = '', end] = english.split('{}');
  if (end === undefined) return message === english ? '' : null;
  const fits =
    message.startsWith(start) && message.endsWith(end) && message.length >= start.length + end.length;
  return fits ? message.slice(start.length, message.length - end.length) : null;
}

/** In the language of the region, or else the language as such. */
function inLanguage({ others }: ErrorText, locale: string): string | undefined {
  const [language = '', region = ''] = locale.split(/[-_]/);
  return others[`${language}-${region.toUpperCase()}`] ?? others[language];
}
