/** Where in CSS a text ends, and what a value printed there has to look like. */
import { escapeStyleString, escapeUrl, filterStyleValue } from './escapes';

type Mode = 'code' | 'comment' | 'string' | 'url';

export class StylePosition {
  private mode: Mode = 'code';
  /** What ends the string or address. */
  private quote = '';
  private escaped = false;
  private tail = '';
  /** The address so far. */
  private url = '';

  write(text: string): void {
    for (const character of text.split('')) this.step(character);
  }

  escape(text: string): string {
    switch (this.mode) {
      case 'code':
        return filterStyleValue(text);
      case 'comment':
        return '';
      case 'string':
        return escapeStyleString(text);
      case 'url':
        // Parentheses would end an address without quotes.
        return escapeUrl(this.url, text, true).replace(
          /[()'!*]/g,
          (each) => `%${each.charCodeAt(0).toString(16)}`,
        );
    }
  }

  private step(character: string): void {
    const { mode } = this;
    this.tail = (this.tail + character).slice(-8);
    if (mode === 'comment') {
      if (this.tail.endsWith('*/')) this.leave();
    } else if (mode === 'code') this.code(character);
    else this.inside(character);
  }

  private code(character: string): void {
    if (this.tail.endsWith('/*')) this.mode = 'comment';
    else if (/url\($/i.test(this.tail)) this.enter('url', ')');
    else if (character === '"' || character === "'") this.enter('string', character);
  }

  private inside(character: string): void {
    if (this.escaped) return void (this.escaped = false);
    if (character === '\\') return void (this.escaped = true);
    const opens = this.mode === 'url' && this.url.trim() === '' && this.quote === ')';
    if (opens && (character === '"' || character === "'")) this.quote = character;
    else if (character === this.quote || (character === '\n' && this.quote !== ')')) this.leave();
    else this.url += character;
  }

  private enter(mode: Mode, quote: string): void {
    this.mode = mode;
    this.quote = quote;
    this.url = '';
  }

  private leave(): void {
    this.mode = 'code';
    this.tail = '';
  }
}
