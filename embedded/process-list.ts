import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeUnsynced } from './private-file.ts';
import { ProcessRecord } from './process-identity.ts';

export type ProcessList = {
  all(): ProcessRecord[];
  add(record: ProcessRecord): void;
  remove(pid: number): void;
};

/** The file of running processes, updated as each starts and ends, so that the next start finds orphans of a kill -9. */
export function openProcessList(dataDir: string): ProcessList {
  const path = join(dataDir, 'processes.json');
  let records = readJson(path, z.array(ProcessRecord)) ?? [];

  function save(next: ProcessRecord[]): void {
    records = next;
    writeUnsynced(path, JSON.stringify(records));
  }

  /** Ignores write errors: a stale record is harmless, and a full disk must not prevent stopping. */
  function remove(pid: number): void {
    try {
      save(records.filter((record) => record.pid !== pid));
    } catch {
      return;
    }
  }

  return {
    all: () => [...records],
    add: (record) => save([...records, record]),
    remove,
  };
}
