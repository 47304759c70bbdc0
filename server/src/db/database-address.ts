/** Reads DATABASE_URL. What comes out can be shown to people: the password is only in `connectionString`. */
import { StartError } from '../errors';

export type DatabaseAddress = SqliteAddress | PostgresAddress;

export interface SqliteAddress {
  readonly kind: 'sqlite';
  /** Of a file, or `:memory:`. */
  readonly path: string;
}

export interface PostgresAddress {
  readonly kind: 'postgres';
  readonly connectionString: string;
  /** How many connections requests may share; one more listens for changes. */
  readonly poolSize: number;
  /** Host, port and database: what messages call it. */
  readonly name: string;
}

const DEFAULT_POOL_SIZE = 10;
/** The one parameter of the URL that is the tracker's own; all others are the driver's. */
const POOL_SIZE = 'pool_size';

/** @throws StartError bad_setting */
export function readDatabaseAddress(url: string): DatabaseAddress {
  return /^postgres(ql)?:/i.test(url) ? postgresAddress(url) : sqliteAddress(url);
}

/** The forms that SQLAlchemy made usual: three slashes and a relative path, four and an absolute one. */
function sqliteAddress(url: string): SqliteAddress {
  if (url === 'sqlite::memory:') return { kind: 'sqlite', path: ':memory:' };
  const path = /^sqlite:\/\/\/(?<path>[^?#\0]+)$/.exec(url)?.groups?.['path'];
  if (path !== undefined) return { kind: 'sqlite', path };
  throw new StartError(
    'bad_setting',
    'DATABASE_URL must look like sqlite:///./worktracker.db (four slashes before an absolute path), sqlite::memory: or postgres://user:password@host:5432/database.',
  );
}

function postgresAddress(url: string): PostgresAddress {
  // The parser's own error would repeat the address, with the password in it.
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || parsed.hostname === '' || parsed.pathname.length < 2)
    throw new StartError(
      'bad_setting',
      'DATABASE_URL must look like postgres://user:password@host:5432/database, with %-codes for special characters in the password.',
    );
  const poolSize = readPoolSize(parsed.searchParams.get(POOL_SIZE));
  parsed.searchParams.delete(POOL_SIZE);
  return {
    kind: 'postgres',
    connectionString: parsed.href,
    poolSize,
    name: `${parsed.host}${parsed.pathname}`,
  };
}

function readPoolSize(sent: string | null): number {
  if (sent === null) return DEFAULT_POOL_SIZE;
  if (/^\d{1,3}$/.test(sent) && Number(sent) >= 2) return Number(sent);
  throw new StartError('bad_setting', 'pool_size in DATABASE_URL must be a whole number from 2 to 999.');
}
