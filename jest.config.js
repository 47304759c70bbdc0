/** Tests run from TypeScript sources (types are checked by `npm run types`), two files at a time. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json' }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.*/dist/'],
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/server/support/run-folder.ts',
  globalTeardown: '<rootDir>/test/server/support/end-run.ts',
  // Jest leaves one core idle by default; on two cores that is half of them.
  maxWorkers: '100%',
};
