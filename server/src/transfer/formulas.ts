/** Keeps a spreadsheet from taking a text for a formula, in a way that an import can undo. */

/** What begins a formula in a spreadsheet, also in full width, behind any number of the apostrophes that stop it. */
const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const STOPPED = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** An apostrophe in front, as people type it; one more where there are some already, so that every text comes back as it was. */
export function stopFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function freeFormula(cell: string): string {
  return STOPPED.test(cell) ? cell.slice(1) : cell;
}
