import TestSequencer from '@jest/test-sequencer';

/** Folders whose tests take longest, the longest first. */
const LONG = [
  '/test/kill/',
  '/test/workflows/',
  '/test/webhooks/',
  '/test/api/',
  '/test/inbound-mail/',
  '/test/pages/',
];

/** What takes long begins first, even where no run has been timed yet: no worker waits for another's last file. */
export default class LongestFirst extends TestSequencer {
  async sort(tests) {
    // oxlint-disable-next-line unicorn/no-array-sort -- it is no array's
    const known = await super.sort(tests);
    return known.toSorted((one, other) => rank(one.path) - rank(other.path));
  }
}

function rank(path) {
  const at = LONG.findIndex((folder) => path.includes(folder));
  return at === -1 ? LONG.length : at;
}
