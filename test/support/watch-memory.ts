import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

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
  const timer = setInterval(() => (most = Math.max(most, held())), 1_000);
  return {
    stop() {
      clearInterval(timer);
      return most - before;
    },
  };
}
