const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { module: { type: 'es6' }, jsc: { target: 'es2024', parser: { syntax: 'typescript' } } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.local', '<rootDir>/.test'],
};

/** Everything runs on real parts that `test/support/global-setup.ts` starts once and `global-teardown.ts` ends. */
export default {
  testTimeout: 60_000,
  maxWorkers: 2,
  // A worker keeps something of every file that it ran, and collecting that takes longer each time.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/test/support/longest-first.js',
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  projects: [{ ...shared, displayName: 'promises', testMatch: ['<rootDir>/test/**/*.test.ts'] }],
};
