/** Tests run from TypeScript sources (types are checked by `npm run types`), two files at a time. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json' }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.*/dist/'],
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/server/support/run-folder.ts',
  globalTeardown: '<rootDir>/test/server/support/end-run.ts',
  testSequencer: '<rootDir>/test/support/heavy-first.js',
  // Jest leaves one core idle by default; on two cores that is half of them.
  maxWorkers: '100%',
  // Jest keeps much of what a file loaded; a worker that has grown spends its time collecting garbage.
  workerIdleMemoryLimit: '500MB',
};
