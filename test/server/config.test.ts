/** Settings: defaults, blanks, and what is refused with the name of the variable. */
import { openDatabase } from '../../server/src';
import { DEFAULTS, readConfig, refuseOpenHost } from '../../server/src/config';

test('without settings the defaults hold, also for blank ones', () => {
  expect(readConfig({})).toEqual({
    port: 8000,
    host: '127.0.0.1',
    databaseUrl: 'sqlite:///./worktracker.db',
    logLevel: 'info',
  });
  expect(readConfig({ PORT: '', HOST: ' ', DATABASE_URL: '', LOG_LEVEL: '' })).toEqual(DEFAULTS);
});

test('settings are taken as they are', () => {
  const environment = { PORT: '0', HOST: '::1', DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'silent' };
  expect(readConfig(environment)).toEqual({
    port: 0,
    host: '::1',
    databaseUrl: 'sqlite::memory:',
    logLevel: 'silent',
  });
});

test.each(['eight', '65536', '-1', '80.5', '0x50', '8e3'])('PORT %s is refused', (PORT) => {
  expect(() => readConfig({ PORT })).toThrow(/^PORT must be a whole number from 0 to 65535/);
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
  expect(() => refuseOpenHost(host)).toThrow(/^HOST must be a loopback address.*no access keys yet/);
});

test.each(['127.0.0.1', '127.255.0.9', '::1', 'localhost'])('HOST %s is loopback', (host) => {
  expect(() => refuseOpenHost(host)).not.toThrow();
});

test.each([
  './x.db',
  'sqlite://x.db',
  'sqlite:///',
  'sqlite:///x.db?mode=ro',
  'mysql://localhost/x',
  'postgres://localhost/x',
])('DATABASE_URL %s is refused', async (url) => {
  await expect(openDatabase(url)).rejects.toThrow(
    /^DATABASE_URL must look like sqlite:\/\/\/\.\/worktracker\.db/,
  );
});
