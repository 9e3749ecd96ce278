import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writePrivately } from './private-file.ts';
import { ProcessRecord } from './process-identity.ts';

export type Ledger = { all(): ProcessRecord[]; add(record: ProcessRecord): void; remove(pid: number): void };

/** Every process is written down the moment it starts, so that the next start finds what a kill -9 left behind. */
export function openLedger(dataDir: string): Ledger {
  const path = join(dataDir, 'processes.json');
  let records = readJson(path, z.array(ProcessRecord)) ?? [];

  function keep(next: ProcessRecord[]): void {
    records = next;
    writePrivately(path, JSON.stringify(records));
  }

  return {
    all: () => [...records],
    add: (record) => keep([...records, record]),
    remove: (pid) => keep(records.filter((record) => record.pid !== pid)),
  };
}
