/** Needs nothing but this folder: each test starts what it uses. The whole program's run takes this in as a project. */
export default {
  displayName: 'postmark-outbox',
  testTimeout: 60_000,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { module: { type: 'es6' }, jsc: { target: 'es2024', parser: { syntax: 'typescript' } } },
    ],
  },
};
