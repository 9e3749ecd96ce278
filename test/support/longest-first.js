import TestSequencer from '@jest/test-sequencer';

/** Tests that mostly wait for programs that they start and kill; the next one begins after so many others. */
const WAITING = ['/test/kill/', '/test/demo.test'];
const OTHERS_BETWEEN = 10;
/** Folders whose tests take longest, the longest first. */
const LONG = ['/test/workflows/', '/test/webhooks/', '/test/api/', '/test/inbound-mail/', '/test/pages/'];

/**
 * What takes long begins first, even where no run has been timed yet, so that no worker waits for another's last file; and
 * what mostly waits runs beside what works, so that the processor is never idle.
 */
export default class LongestFirst extends TestSequencer {
  async sort(tests) {
    // oxlint-disable-next-line unicorn/no-array-sort -- it is no array's
    const known = await super.sort(tests);
    const waiting = known.filter(({ path }) => isIn(WAITING, path));
    const others = known
      .filter(({ path }) => !isIn(WAITING, path))
      .toSorted((one, other) => rank(one.path) - rank(other.path));
    return waiting
      .flatMap((one, index) => [one, ...others.slice(index * OTHERS_BETWEEN, (index + 1) * OTHERS_BETWEEN)])
      .concat(others.slice(waiting.length * OTHERS_BETWEEN));
  }
}

function isIn(folders, path) {
  return folders.some((folder) => path.includes(folder));
}

function rank(path) {
  const at = LONG.findIndex((folder) => path.includes(folder));
  return at === -1 ? LONG.length : at;
}
