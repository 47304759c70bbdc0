/** Settings: defaults, blanks, and what is refused with the name of the variable. */
import { openDatabase } from '../../server/src';
import { DEFAULTS, readConfig, refuseOpenHost } from '../../server/src/config';

test('without settings the defaults hold, also for blank ones', () => {
  expect(readConfig({})).toEqual({
    port: 8000,
    host: '127.0.0.1',
    databaseUrl: 'sqlite:///./worktracker.db',
    logLevel: 'info',
    publicUrl: null,
    trustProxy: 0,
    rateLimit: 600,
    allowPrivateWebhooks: false,
    drainMs: 0,
  });
  const names = ['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'PUBLIC_URL', 'TRUST_PROXY', 'RATE_LIMIT'];
  const blank = Object.fromEntries(names.map((name) => [name, '']));
  expect(readConfig({ ...blank, HOST: ' ' })).toEqual(DEFAULTS);
});

test('settings are taken as they are', () => {
  const environment = {
    PORT: '0',
    HOST: '::1',
    DATABASE_URL: 'sqlite::memory:',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'https://tracker.example.com/',
    TRUST_PROXY: '1',
    RATE_LIMIT: '0',
    DRAIN_SECONDS: '10',
  };
  expect(readConfig(environment)).toMatchObject({
    port: 0,
    host: '::1',
    databaseUrl: 'sqlite::memory:',
    logLevel: 'silent',
    publicUrl: 'https://tracker.example.com',
    trustProxy: 1,
    rateLimit: 0,
    drainMs: 10_000,
  });
});

test.each(['eight', '65536', '-1', '80.5', '0x50', '8e3'])('PORT %s is refused', (PORT) => {
  expect(() => readConfig({ PORT })).toThrow(/^PORT must be a whole number from 0 to 65535/);
});

test.each([
  'tracker.example.com',
  'ftp://example.com',
  'https://example.com/board',
  'https://a@example.com',
  '/',
])('PUBLIC_URL %s is refused', (PUBLIC_URL) => {
  expect(() => readConfig({ PUBLIC_URL })).toThrow(/^PUBLIC_URL must be the address.*without a path/);
});

test.each(['true', '-1', '11', '1.5'])('TRUST_PROXY %s is refused', (TRUST_PROXY) => {
  expect(() => readConfig({ TRUST_PROXY })).toThrow(/^TRUST_PROXY must be the number of proxies/);
});

test.each(['long', '-1', '301'])('DRAIN_SECONDS %s is refused', (DRAIN_SECONDS) => {
  expect(() => readConfig({ DRAIN_SECONDS })).toThrow(/^DRAIN_SECONDS must be a whole number of seconds/);
});

test.each(['many', '-1', '1000001'])('RATE_LIMIT %s is refused', (RATE_LIMIT) => {
  expect(() => readConfig({ RATE_LIMIT })).toThrow(/^RATE_LIMIT must be a whole number/);
});

test.each(['loud', 'INFO', 'toString'])('LOG_LEVEL %s is refused', (LOG_LEVEL) => {
  expect(() => readConfig({ LOG_LEVEL })).toThrow(/^LOG_LEVEL must be one of fatal, error/);
});

test.each([
  '0.0.0.0',
  '::',
  '192.168.1.5',
  '10.0.0.1',
  'example.org',
  '127.0.0.1.example.org',
  '127.1',
  '1270.0.0.1',
])('HOST %s is refused, and the reason given', (host) => {
  expect(() => refuseOpenHost(host)).toThrow(
    /^HOST must be a loopback address.*no access keys yet.*keys create/,
  );
});

test.each(['127.0.0.1', '127.255.0.9', '::1', 'localhost'])('HOST %s is loopback', (host) => {
  expect(() => refuseOpenHost(host)).not.toThrow();
});

test.each(['./x.db', 'sqlite://x.db', 'sqlite:///', 'sqlite:///x.db?mode=ro', 'mysql://localhost/x'])(
  'DATABASE_URL %s is refused',
  async (url) => {
    await expect(openDatabase(url)).rejects.toThrow(
      /^DATABASE_URL must look like sqlite:\/\/\/\.\/worktracker\.db/,
    );
  },
);
