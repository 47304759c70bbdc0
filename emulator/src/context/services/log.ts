/** Logger and console: lines of the execution's log. */
import { LOG_METHOD } from '../../bridge/messages';
import type { HostCall } from '../../bridge/protocol';
import { Facade } from '../facade';
import { formatLog, formatString, show } from './format-string';

export interface LoggerFacade extends GoogleAppsScript.Base.Logger {}
export class LoggerFacade extends Facade {
  readonly #host: HostCall;
  #lines: string[] = [];

  constructor(host: HostCall) {
    super('Logger');
    this.#host = host;
  }

  log(data: unknown, ...values: unknown[]): this {
    const text = values.length === 0 ? show(data) : formatString(show(data), values);
    this.#lines.push(`${new Date().toString().replace(/ \(.*$/, '')} INFO: ${text}`);
    this.#host(LOG_METHOD, ['INFO', text]);
    return this;
  }

  getLog(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  clear(): void {
    this.#lines = [];
  }
}

const LEVELS = { log: 'DEBUG', info: 'INFO', warn: 'WARNING', error: 'ERROR' } as const;

export class ConsoleFacade extends Facade {
  readonly #host: HostCall;
  readonly #timers = new Map<string, number>();

  constructor(host: HostCall) {
    super('console');
    this.#host = host;
  }

  log(...args: unknown[]): void {
    this.#write(LEVELS.log, args);
  }
  info(...args: unknown[]): void {
    this.#write(LEVELS.info, args);
  }
  warn(...args: unknown[]): void {
    this.#write(LEVELS.warn, args);
  }
  error(...args: unknown[]): void {
    this.#write(LEVELS.error, args);
  }
  time(label: string): void {
    this.#timers.set(label, Date.now());
  }
  timeEnd(label: string): void {
    const startedAt = this.#timers.get(label);
    if (startedAt !== undefined) this.#write(LEVELS.log, [`${label}: ${Date.now() - startedAt}ms`]);
  }

  #write(level: string, args: readonly unknown[]): void {
    this.#host(LOG_METHOD, [level, formatLog(args)]);
  }
}
