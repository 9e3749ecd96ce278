import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_MS = 1_000;
/** Collecting takes seconds where a process holds much, and the process stands still meanwhile. */
const REST = 10;

/** The most that was held beyond the beginning, in megabytes, without what only waits to be collected. */
export function watchMemory(): { stop(): number } {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const held = (): number => {
    if (typeof collect === 'function') collect();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const before = held();
  let most = before;
  let timer = setTimeout(look, LOOK_MS);
  function look(): void {
    const begun = performance.now();
    most = Math.max(most, held());
    timer = setTimeout(look, Math.max(LOOK_MS, REST * (performance.now() - begun)));
  }
  return {
    stop() {
      clearTimeout(timer);
      return most - before;
    },
  };
}
