/** Where in JavaScript a text ends, and what a value printed there has to look like. */
import { escapeScriptRegExp, escapeScriptString, scriptValue } from './escapes';

type Mode =
  | 'code'
  | 'slash'
  | 'single'
  | 'double'
  | 'template'
  | 'pattern'
  | 'pattern-class'
  | 'line-comment'
  | 'block-comment';

/** After these a slash begins a regular expression; after a value it divides. */
const BEFORE_PATTERN =
  /(?:^|[([{}:;,?=<>!&|*%^~]|[^+]\+|[^-]-|(?:^|[^\w$.])(?:case|delete|do|else|in|instanceof|new|return|throw|typeof|void))$/;
const KEPT = 12;
const STRINGS = { "'": 'single', '"': 'double', '`': 'template' } as const;

export class ScriptPosition {
  private mode: Mode = 'code';
  private escaped = false;
  /** The end of the code so far, without blanks and comments. */
  private before = '';
  /** The last two characters as they stand. */
  private last = '';
  /** Open braces of each `${` that has not ended. */
  private readonly nested: number[] = [];

  write(text: string): void {
    for (const character of text.split('')) {
      this.step(character);
      this.last = (this.last + character).slice(-3);
    }
  }

  /** The text as it may stand here; nothing in a comment. */
  escape(text: string): string {
    switch (this.mode) {
      case 'code':
        return scriptValue(text);
      case 'slash':
        return this.mayStartPattern() ? escapeScriptRegExp(text) : scriptValue(text);
      case 'single':
      case 'double':
      case 'template':
        return escapeScriptString(text);
      case 'pattern':
      case 'pattern-class':
        return escapeScriptRegExp(text);
      case 'line-comment':
      case 'block-comment':
        return '';
    }
  }

  private mayStartPattern(): boolean {
    return BEFORE_PATTERN.test(this.before.trimEnd());
  }

  private step(character: string): void {
    switch (this.mode) {
      case 'code':
        return this.code(character);
      case 'slash':
        return this.slash(character);
      case 'single':
      case 'double':
        return this.string(character, this.mode === 'single' ? "'" : '"');
      case 'template':
        return this.template(character);
      case 'pattern':
      case 'pattern-class':
        return this.pattern(character);
      case 'line-comment':
        if (/[\n\r\u2028\u2029]/.test(character)) this.mode = 'code';
        return;
      case 'block-comment':
        if (this.last.endsWith('*') && character === '/') this.mode = 'code';
    }
  }

  private code(character: string): void {
    if (character === '/') return void (this.mode = 'slash');
    if (Object.hasOwn(STRINGS, character)) this.mode = STRINGS[character as keyof typeof STRINGS];
    // A comment of old browsers, which scripts may still have.
    if (this.last + character === '<!--') this.mode = 'line-comment';
    this.brace(character);
    // A blank parts two words: `return x` is no `returnx`.
    if (/\s/.test(character)) this.before = this.before.replace(/([\w$])$/, '$1 ').slice(-KEPT);
    else this.note(character);
  }

  private note(character: string): void {
    this.before = (/[\w$]/.test(character) ? this.before : this.before.trimEnd()) + character;
    this.before = this.before.slice(-KEPT);
  }

  private brace(character: string): void {
    const depth = this.nested.at(-1);
    if (depth === undefined) return;
    if (character === '{') this.nested[this.nested.length - 1] = depth + 1;
    if (character !== '}') return;
    if (depth > 0) this.nested[this.nested.length - 1] = depth - 1;
    else {
      this.nested.pop();
      this.mode = 'template';
    }
  }

  private slash(character: string): void {
    if (character === '/') this.mode = 'line-comment';
    else if (character === '*') this.mode = 'block-comment';
    else {
      this.mode = this.mayStartPattern() ? 'pattern' : 'code';
      this.note('/');
      this.step(character);
    }
  }

  private isEscaped(character: string): boolean {
    const { escaped } = this;
    this.escaped = !escaped && character === '\\';
    return escaped;
  }

  private string(character: string, quote: string): void {
    if (!this.isEscaped(character) && (character === quote || character === '\n')) this.endValue();
  }

  private template(character: string): void {
    if (this.isEscaped(character)) return;
    if (character === '`') return this.endValue();
    if (!this.last.endsWith('$') || character !== '{') return;
    this.nested.push(0);
    this.mode = 'code';
    this.before = '';
  }

  private pattern(character: string): void {
    if (this.isEscaped(character)) return;
    if (character === '[') this.mode = 'pattern-class';
    else if (character === ']') this.mode = 'pattern';
    else if (character === '\n' || (character === '/' && this.mode === 'pattern')) this.endValue();
  }

  private endValue(): void {
    this.mode = 'code';
    this.before = '0';
  }
}
