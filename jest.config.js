const promises = {
  displayName: 'promises',
  testEnvironment: '<rootDir>/test/support/native-modules/environment.ts',
  runtime: '<rootDir>/test/support/native-modules/runtime.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  transform: {},
  modulePathIgnorePatterns: ['<rootDir>/.local', '<rootDir>/.test'],
};

/**
 * The program's tests run on real parts that its setup starts once and its teardown ends; a run of nothing but a
 * package's tests starts none of them.
 */
export default {
  testTimeout: 60_000,
  maxWorkers: 2,
  // A worker keeps something of every file that it ran, and collecting that takes longer each time.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/test/support/longest-first.js',
  projects: [promises, '<rootDir>/packages/postmark-outbox'],
};
