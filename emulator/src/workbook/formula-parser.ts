/** Parses a formula into a tree. Knows literals, references, operators and calls; nothing of what functions do. */
import { columnNumber } from './a1';

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
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | Reference
  | { readonly kind: 'unary'; readonly operator: '+' | '-' | '%'; readonly operand: Node }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly (Node | undefined)[] }
  | { readonly kind: 'name'; readonly name: string };

export class FormulaSyntaxError extends Error {}

const TOKEN =
  /\s*(?:("(?:[^"]|"")*")|((?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}(?:\$?\d+)?)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?:\$?\d+)?|\$?\d+:\$?\d+)(?![\w(.])|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_][\w.]*)|(<>|<=|>=|[=<>&+\-*/^%(),;]))/y;

type Token =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'reference'; readonly node: Reference }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: string };

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) throw new FormulaSyntaxError(text);
    const [, quoted, sheet, reference, number, word, symbol] = match;
    if (quoted !== undefined)
      tokens.push({ kind: 'literal', value: quoted.slice(1, -1).replaceAll('""', '"') });
    else if (reference !== undefined)
      tokens.push({ kind: 'reference', node: parseReference(sheet, reference) });
    else if (number !== undefined) tokens.push({ kind: 'literal', value: Number(number) });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'symbol', text: symbol ?? '' });
  }
  return tokens;
}

function parseReference(sheet: string | undefined, text: string): Reference {
  const corners = text.replaceAll('$', '').split(':');
  const read = (corner: string): [number | undefined, number | undefined] => {
    const [, letters, digits] = /^([A-Za-z]*)(\d*)$/.exec(corner) ?? [];
    return [digits ? Number(digits) : undefined, letters ? columnNumber(letters) : undefined];
  };
  const [firstRow, firstColumn] = read(corners[0] ?? '');
  const [lastRow, lastColumn] = corners[1] === undefined ? [firstRow, firstColumn] : read(corners[1]);
  const name = sheet?.slice(0, -1);
  return {
    kind: 'reference',
    sheet: name?.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name,
    firstRow,
    firstColumn,
    lastRow,
    lastColumn,
  };
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
  constructor(private readonly tokens: readonly Token[]) {}

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

  private arguments(): (Node | undefined)[] {
    const found: (Node | undefined)[] = [];
    if (this.symbol(')')) return found;
    for (;;) {
      const next = this.tokens[this.position];
      const empty = next?.kind === 'symbol' && [',', ';', ')'].includes(next.text);
      found.push(empty ? undefined : this.level(0));
      if (this.symbol(')')) return found;
      if (!this.symbol(',', ';')) throw new FormulaSyntaxError('missing )');
    }
  }
}

/** `formula` includes its `=`. Throws FormulaSyntaxError. */
export function parseFormula(formula: string): Node {
  return new Parser(tokenize(formula.slice(1))).parse();
}
