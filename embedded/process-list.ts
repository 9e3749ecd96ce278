import { join } from 'node:path';
import { z } from 'zod';
import { readJson, notePrivately } from './private-file.ts';
import { ProcessRecord } from './process-identity.ts';

export type Ledger = { all(): ProcessRecord[]; add(record: ProcessRecord): void; remove(pid: number): void };

/** Every process is written down the moment it starts, so that the next start finds what a kill -9 left behind. */
export function openLedger(dataDir: string): Ledger {
  const path = join(dataDir, 'processes.json');
  let records = readJson(path, z.array(ProcessRecord)) ?? [];

  function keep(next: ProcessRecord[]): void {
    records = next;
    notePrivately(path, JSON.stringify(records));
  }

  /** The record of a process that is gone does no harm, so a full disk must not stand in the way of stopping. */
  function forget(pid: number): void {
    try {
      keep(records.filter((record) => record.pid !== pid));
    } catch {
      return;
    }
  }

  return {
    all: () => [...records],
    add: (record) => keep([...records, record]),
    remove: forget,
  };
}
