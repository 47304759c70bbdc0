/** Keeps a text a text when it is written into a cell, where a leading `=`, `+`, `-` or `@` would make it a formula. */

export function asText(value: string): string {
  return /^\s*[=+\-@']|^\s*[\d.,:/%\sEe+-]*\d[\d.,:/%\sEe+-]*$|^\s*(true|false)\s*$/i.test(value)
    ? `'${value}`
    : value;
}
