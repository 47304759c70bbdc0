/** Long titles in short messages. */

const LONGEST = 60;

/** @returns the text, or its beginning up to the end of a word and an ellipsis */
export function shorten(text: string, longest = LONGEST): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  const beginning = characters.slice(0, longest).join('');
  const lastBlank = beginning.lastIndexOf(' ');
  return `${lastBlank > longest / 2 ? beginning.slice(0, lastBlank) : beginning}…`;
}
