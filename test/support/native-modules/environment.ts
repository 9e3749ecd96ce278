/** Tests run among the globals of the process itself, whose errors and arrays are those of the packages. */
export default class NativeEnvironment {
  readonly global = globalThis;
  readonly #console = globalThis.console;
  // oxlint-disable-next-line typescript/unbound-method -- it is put back as it was
  readonly #exit = process.exit;

  async setup(): Promise<void> {}

  /** Jest gives each test file a console and an exit of its own. */
  async teardown(): Promise<void> {
    globalThis.console = this.#console;
    process.exit = this.#exit;
  }

  exportConditions(): string[] {
    return ['node', 'node-addons'];
  }

  getVmContext(): null {
    return null;
  }
}
