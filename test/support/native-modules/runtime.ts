import { createRequire } from 'node:module';
import { GLOBALS, importFresh, withoutRuns } from './fresh-modules.ts';

const require = createRequire(import.meta.url);
/** Where Jest's test framework keeps its listeners; the next test file's come with a framework of its own. */
const LISTENERS = Symbol.for('EVENT_HANDLERS');

/**
 * Runs a test file on Node's own modules, in place of Jest's that compiles each package anew for each file (decision
 * 0123). It has what Jest's test framework calls; mocks of modules and coverage are not among that.
 */
export default class NativeRuntime {
  unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  async unstable_importModule(path: string): Promise<void> {
    const format = Error.prepareStackTrace;
    if (format) Error.prepareStackTrace = (error, frames) => withoutRuns(String(format(error, frames)));
    await importFresh(path);
  }

  /** The test framework, anew for each test file: it keeps the tests it was told of. */
  requireInternalModule(path: string): unknown {
    Reflect.deleteProperty(globalThis, LISTENERS);
    for (const name of Object.keys(require.cache))
      if (name.includes('/jest-circus/')) delete require.cache[name];
    return require(path);
  }

  requireModule(path: string): unknown {
    return require(path);
  }

  setGlobalsForRuntime(globals: object): void {
    Reflect.set(globalThis, GLOBALS, globals);
  }

  getSourceMaps(): Map<string, string> {
    return new Map();
  }

  enterTestCode(): void {}
  leaveTestCode(): void {}
  getAllCoverageInfoCopy(): void {}
  teardown(): void {}
}
