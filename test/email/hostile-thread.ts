import { parentPort } from 'node:worker_threads';

const DOES: Readonly<Record<string, () => void>> = {
  spins: () => {
    for (;;);
  },
  hoards: () => {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => index * 1.5));
  },
  leaves: () => process.exit(0),
  fine: () => parentPort?.postMessage({ did: 'lint', findings: [] }, []),
};

parentPort?.on('message', ({ source }: { source: string }) => DOES[source]?.());
parentPort?.postMessage('ready', []);
