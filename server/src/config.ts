/** Reads the settings from the environment, and refuses what cannot be meant. */
import { isIPv4, isIPv6 } from 'node:net';
import { StartError } from './errors';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly logLevel: LogLevel;
}

export const DEFAULTS: Config = {
  port: 8000,
  host: '127.0.0.1',
  databaseUrl: 'sqlite:///./worktracker.db',
  logLevel: 'info',
};

/** @throws StartError bad_setting naming the variable and what it accepts */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const { PORT, HOST, DATABASE_URL, LOG_LEVEL } = environment;
  return {
    port: readPort(PORT),
    host: HOST?.trim() || DEFAULTS.host,
    databaseUrl: DATABASE_URL?.trim() || DEFAULTS.databaseUrl,
    logLevel: readLogLevel(LOG_LEVEL),
  };
}

/**
 * There are no keys yet, so whoever reaches the tracker may read and change everything.
 * @throws StartError bad_setting for a host that other computers could reach
 */
export function refuseOpenHost(host: string): void {
  if (isLoopback(host)) return;
  throw new StartError(
    'bad_setting',
    'HOST must be a loopback address (127.0.0.1, ::1 or localhost): the tracker has no access keys yet, so on any other address everyone who can reach it could read and change all tasks.',
  );
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || (isIPv4(host) && host.startsWith('127.')) || (isIPv6(host) && host === '::1')
  );
}

function readPort(value: string | undefined): number {
  const sent = value?.trim() || String(DEFAULTS.port);
  if (/^\d{1,5}$/.test(sent) && Number(sent) <= 65_535) return Number(sent);
  throw new StartError('bad_setting', 'PORT must be a whole number from 0 to 65535; 0 takes any free port.');
}

function readLogLevel(value: string | undefined): LogLevel {
  const sent = value?.trim() || DEFAULTS.logLevel;
  const level = LOG_LEVELS.find((known) => known === sent);
  if (level !== undefined) return level;
  throw new StartError('bad_setting', `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`);
}
