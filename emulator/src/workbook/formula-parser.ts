/** Parses a formula into a tree. Knows literals, references, operators and calls; nothing of what functions do. */
import { columnNumber } from './a1';
import { localeRules } from './locale';
import { CellError } from './values';

export const BINARY_OPERATORS = ['=', '<>', '<=', '>=', '<', '>', '&', '+', '-', '*', '/', '^'] as const;
export type BinaryOperator = (typeof BINARY_OPERATORS)[number];

/** A cell or range; open ends are undefined. */
export interface Reference {
  readonly kind: 'reference';
  readonly sheet: string | undefined;
  readonly firstRow: number | undefined;
  readonly firstColumn: number | undefined;
  readonly lastRow: number | undefined;
  readonly lastColumn: number | undefined;
}

export type Node =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | CellError }
  | Reference
  | { readonly kind: 'unary'; readonly operator: '+' | '-' | '%'; readonly operand: Node }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly (Node | undefined)[] }
  | { readonly kind: 'array'; readonly rows: readonly (readonly Node[])[] }
  | { readonly kind: 'name'; readonly name: string };

export class FormulaSyntaxError extends Error {}

const REFERENCE = String.raw`\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}(?:\$?\d+)?)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?:\$?\d+)?|\$?\d+:\$?\d+`;
const SHEET = String.raw`(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\w.]*)!`;

/** `decimal` is how the locale writes it, escaped. */
function tokenPattern(decimal: string): RegExp {
  const parts = [
    String.raw`("(?:[^"]|"")*")`,
    `(${SHEET})?(${REFERENCE})${String.raw`(?![\w(.])`}`,
    String.raw`(\d+(?:${decimal}\d*)?(?:[eE][+-]?\d+)?|${decimal}\d+)`,
    String.raw`((?:${SHEET})?#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|ERROR!))`,
    String.raw`([\p{L}_][\p{L}\w.]*)`,
    String.raw`(<>|<=|>=|[=<>&+\-*/^%(),;{}\\])`,
  ];
  return new RegExp(String.raw`\s*(?:${parts.join('|')})`, 'uy');
}
const TOKENS = { ',': tokenPattern(','), '.': tokenPattern(String.raw`\.`) };
type Decimal = keyof typeof TOKENS;

type Token =
  | { readonly kind: 'literal'; readonly value: string | number | CellError }
  | { readonly kind: 'reference'; readonly node: Reference }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: string };

function tokenize(text: string, decimal: Decimal): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  const pattern = TOKENS[decimal];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (!match) throw new FormulaSyntaxError(text);
    tokens.push(tokenOf(match, decimal));
  }
  return tokens;
}

function tokenOf(match: RegExpExecArray, decimal: Decimal): Token {
  const [, quoted, sheet, reference, number, error, word, symbol] = match;
  if (quoted !== undefined) return { kind: 'literal', value: quoted.slice(1, -1).replaceAll('""', '"') };
  if (reference !== undefined) return { kind: 'reference', node: readReference(sheet, reference) };
  if (number !== undefined) return { kind: 'literal', value: Number(number.replace(decimal, '.')) };
  if (error !== undefined)
    return { kind: 'literal', value: new CellError(error.slice(error.lastIndexOf('#'))) };
  if (word !== undefined) return { kind: 'word', text: word };
  return { kind: 'symbol', text: symbol ?? '' };
}

function readReference(sheet: string | undefined, text: string): Reference {
  const corners = text.replaceAll('$', '').split(':');
  const read = (corner: string): [number | undefined, number | undefined] => {
    const [, letters, digits] = /^([A-Za-z]*)(\d*)$/.exec(corner) ?? [];
    return [digits ? Number(digits) : undefined, letters ? columnNumber(letters) : undefined];
  };
  const [oneRow, oneColumn] = read(corners[0] ?? '');
  const [otherRow, otherColumn] = corners[1] === undefined ? [oneRow, oneColumn] : read(corners[1]);
  const [firstRow, lastRow] = inOrder(oneRow, otherRow);
  const [firstColumn, lastColumn] = inOrder(oneColumn, otherColumn);
  const name = sheet?.slice(0, -1);
  return {
    kind: 'reference',
    sheet: name?.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name,
    ...{ firstRow, firstColumn, lastRow, lastColumn },
  };
}

type End = number | undefined;
const inOrder = (one: End, other: End): [End, End] =>
  one !== undefined && other !== undefined && other < one ? [other, one] : [one, other];

const WHOLE_REFERENCE = new RegExp(`^(${SHEET})?(${REFERENCE})$`, 'u');

/** A reference by itself, as INDIRECT gets it; undefined for anything else. */
export function parseReference(text: string): Reference | undefined {
  const match = WHOLE_REFERENCE.exec(text.trim());
  return match?.[2] === undefined ? undefined : readReference(match[1], match[2]);
}

/** Loosest first; each level holds operators of one strength. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['=', '<>', '<=', '>=', '<', '>'],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

class Parser {
  private position = 0;
  constructor(
    private readonly tokens: readonly Token[],
    private readonly decimal: Decimal,
  ) {}

  parse(): Node {
    const node = this.level(0);
    if (this.position < this.tokens.length) throw new FormulaSyntaxError('trailing text');
    return node;
  }

  private symbol(...texts: readonly string[]): string | undefined {
    const token = this.tokens[this.position];
    if (token?.kind !== 'symbol' || !texts.includes(token.text)) return undefined;
    this.position++;
    return token.text;
  }

  private level(strength: number): Node {
    const operators = LEVELS[strength];
    if (!operators) return this.unary();
    let left = this.level(strength + 1);
    for (;;) {
      const operator = this.symbol(...operators) as BinaryOperator | undefined;
      if (!operator) return left;
      left = { kind: 'binary', operator, left, right: this.level(strength + 1) };
    }
  }

  private unary(): Node {
    const operator = this.symbol('+', '-') as '+' | '-' | undefined;
    if (operator) return { kind: 'unary', operator, operand: this.unary() };
    let node = this.primary();
    while (this.symbol('%')) node = { kind: 'unary', operator: '%', operand: node };
    return node;
  }

  private primary(): Node {
    const token = this.tokens[this.position++];
    switch (token?.kind) {
      case 'literal':
        return token;
      case 'reference':
        return token.node;
      case 'word':
        return this.word(token.text);
      case 'symbol': {
        if (token.text === '{') return this.array();
        if (token.text !== '(') throw new FormulaSyntaxError(token.text);
        const node = this.level(0);
        if (!this.symbol(')')) throw new FormulaSyntaxError('missing )');
        return node;
      }
      case undefined:
        throw new FormulaSyntaxError('unexpected end');
    }
  }

  private word(text: string): Node {
    if (this.symbol('(')) return { kind: 'call', name: text.toUpperCase(), arguments: this.arguments() };
    if (/^(?:true|false)$/i.test(text)) return { kind: 'literal', value: text.toLowerCase() === 'true' };
    return { kind: 'name', name: text };
  }

  /** `{1,2;3,4}`; where the comma is the decimal sign, a backslash stands between columns. */
  private array(): Node {
    const rows: Node[][] = [[]];
    for (;;) {
      rows.at(-1)?.push(this.level(0));
      if (this.symbol('}')) return { kind: 'array', rows };
      if (this.symbol(';')) rows.push([]);
      else if (!this.symbol(this.decimal === ',' ? '\\' : ',')) throw new FormulaSyntaxError('missing }');
    }
  }

  private arguments(): (Node | undefined)[] {
    const separators = this.decimal === ',' ? [';'] : [',', ';'];
    const found: (Node | undefined)[] = [];
    if (this.symbol(')')) return found;
    for (;;) {
      const next = this.tokens[this.position];
      const empty = next?.kind === 'symbol' && [...separators, ')'].includes(next.text);
      found.push(empty ? undefined : this.level(0));
      if (this.symbol(')')) return found;
      if (!this.symbol(...separators)) throw new FormulaSyntaxError('missing )');
    }
  }
}

/** `formula` includes its `=`. Throws FormulaSyntaxError. */
function parseFormula(formula: string, locale: string): Node {
  const decimal = localeRules(locale).decimal === ',' ? ',' : '.';
  return new Parser(tokenize(formula.slice(1), decimal), decimal).parse();
}

const parsed = new Map<string, Node | CellError>();
const MAX_PARSED = 20_000;

/** What cannot be read is `#ERROR!`. */
export function cachedParse(formula: string, locale: string): Node | CellError {
  const key = locale + formula;
  let node = parsed.get(key);
  if (!node) {
    try {
      node = parseFormula(formula, locale);
    } catch (error) {
      if (!(error instanceof FormulaSyntaxError)) throw error;
      node = new CellError('#ERROR!');
    }
    if (parsed.size >= MAX_PARSED) parsed.clear();
    parsed.set(key, node);
  }
  return node;
}
