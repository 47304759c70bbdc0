/** Reads the settings from the environment, and refuses what cannot be meant. */
import { isLoopback } from './access/is-loopback';
import { ACCESS_DEFAULTS, type AccessSettings } from './access/settings';
import { StartError } from './errors';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config extends Pick<AccessSettings, 'publicUrl' | 'trustProxy' | 'rateLimit'> {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly logLevel: LogLevel;
  /** Lets webhooks go to this computer and private networks. */
  readonly allowPrivateWebhooks: boolean;
  /** How long /ready says no before the tracker takes no more requests, in milliseconds. */
  readonly drainMs: number;
}

export const DEFAULTS: Config = {
  port: 8000,
  host: '127.0.0.1',
  databaseUrl: 'sqlite:///./worktracker.db',
  logLevel: 'info',
  allowPrivateWebhooks: false,
  drainMs: 0,
  publicUrl: ACCESS_DEFAULTS.publicUrl,
  trustProxy: ACCESS_DEFAULTS.trustProxy,
  rateLimit: ACCESS_DEFAULTS.rateLimit,
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws StartError bad_setting naming the variable and what it accepts */
export function readConfig(environment: Environment): Config {
  const { HOST, DATABASE_URL, LOG_LEVEL, PUBLIC_URL, WEBHOOK_ALLOW_PRIVATE } = environment;
  return {
    port: readNumber(
      environment,
      'PORT',
      DEFAULTS.port,
      65_535,
      'a whole number from 0 to 65535; 0 takes any free port',
    ),
    host: HOST?.trim() || DEFAULTS.host,
    databaseUrl: DATABASE_URL?.trim() || DEFAULTS.databaseUrl,
    logLevel: readLogLevel(LOG_LEVEL),
    allowPrivateWebhooks: readSwitch('WEBHOOK_ALLOW_PRIVATE', WEBHOOK_ALLOW_PRIVATE),
    publicUrl: readPublicUrl(PUBLIC_URL),
    trustProxy: readNumber(
      environment,
      'TRUST_PROXY',
      DEFAULTS.trustProxy,
      10,
      'the number of proxies in front of the tracker, from 0 to 10',
    ),
    rateLimit: readNumber(
      environment,
      'RATE_LIMIT',
      DEFAULTS.rateLimit,
      1_000_000,
      'a whole number of requests a minute up to 1000000; 0 for no limit',
    ),
    drainMs: 1_000 * readNumber(environment, 'DRAIN_SECONDS', 0, 300, 'a whole number of seconds up to 300'),
  };
}

/**
 * Without a key whoever reaches the tracker may read and change everything.
 * @throws StartError bad_setting for a host that other computers could reach
 */
export function refuseOpenHost(host: string): void {
  if (isLoopback(host)) return;
  throw new StartError(
    'bad_setting',
    'HOST must be a loopback address (127.0.0.1, ::1 or localhost) as long as there are no access keys yet: on any other address everyone who can reach it could read and change all tasks. Make a key with: npm run tracker -- keys create --name admin --scope admin.',
  );
}

function readNumber(
  environment: Environment,
  name: string,
  usual: number,
  most: number,
  wanted: string,
): number {
  const sent = environment[name]?.trim() || String(usual);
  if (/^\d{1,7}$/.test(sent) && Number(sent) <= most) return Number(sent);
  throw new StartError('bad_setting', `${name} must be ${wanted}.`);
}

function readSwitch(name: string, value: string | undefined): boolean {
  const sent = value?.trim() || '0';
  if (sent === '0' || sent === '1') return sent === '1';
  throw new StartError('bad_setting', `${name} must be 1 (yes) or 0 (no).`);
}

function readLogLevel(value: string | undefined): LogLevel {
  const sent = value?.trim() || DEFAULTS.logLevel;
  const level = LOG_LEVELS.find((known) => known === sent);
  if (level !== undefined) return level;
  throw new StartError('bad_setting', `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`);
}

/** @returns without a slash at the end */
function readPublicUrl(value: string | undefined): string | null {
  const sent = value?.trim() || null;
  if (sent === null) return DEFAULTS.publicUrl;
  const url = URL.canParse(sent) ? new URL(sent) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url.origin;
  throw new StartError(
    'bad_setting',
    'PUBLIC_URL must be the address under which people reach the tracker, without a path, such as https://tracker.example.com.',
  );
}
