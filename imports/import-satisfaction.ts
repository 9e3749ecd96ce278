import { randomUUIDv7 } from 'node:crypto';
import { keyring } from '../entities/crypto/keyring.ts';
import type { Instrument } from '../policy/clients/instruments.ts';
import type { Tx } from '../facts/transaction.ts';
import { clientFinder, type FindClient, type NamedClient } from './find-clients.ts';
import {
  type BatchOutcome,
  type FileImporter,
  type ImportedRow,
  oneImportAtATime,
  type RowFault,
} from './import-rows.ts';
import { assignmentChecker } from './check-assignment.ts';

export type ImportedScore = {
  instrument: Instrument;
  score: number;
  practitionerId: string | null;
  serviceLineId: string | null;
  stage: string | null;
  month: string;
  /** The day, where the file has it: distinguishes equal rows, and is stored for a named client only. */
  on: string | null;
  /** The client; null: an anonymous figure. */
  of: { who: NamedClient; at: Date } | null;
};

type NewRow = {
  id: string;
  client_id: string | null;
  instrument: Instrument;
  score: number;
  at: string | null;
  month: string;
  practitioner_id: string | null;
  service_line_id: string | null;
  stage: string | null;
  row_key: string;
};

const ADD = `
  insert into satisfaction (practice_id, id, client_id, instrument, score, at, month, practitioner_id, service_line_id, stage,
    may_share, row_key, created_at)
  select ?, w.*, ? from (select id, client_id, instrument, score, at, month, practitioner_id, service_line_id, stage, false, row_key
    from json_to_recordset(?::json) as r(id uuid, client_id uuid, instrument text, score float8, at timestamptz, month text,
      practitioner_id uuid, service_line_id uuid, stage text, row_key text)) w
  on conflict (practice_id, row_key) do nothing returning id`;

/**
 * Imports scores, idempotently by content and ordinal among equal rows. Imported scores are history: a low one opens no
 * task and signals no journey.
 */
export async function importSatisfaction(tx: Tx): Promise<FileImporter<ImportedScore>> {
  await oneImportAtATime(tx, 'satisfaction');
  const find = await clientFinder(tx);
  const checkAssignment = await assignmentChecker(tx);
  const nextKey = rowKeys();
  return {
    async saveBatch(batch) {
      const rows: NewRow[] = [];
      const outcome: BatchOutcome = { created: 0, updated: 0, unchanged: 0, faults: [] };
      for (const { row, fields } of batch) {
        const read = readScore({ row, fields }, find);
        const faults = [...checkAssignment(row, fields), ...('fault' in read ? [read.fault] : [])];
        outcome.faults.push(...faults);
        if (faults.length === 0 && 'score' in read)
          rows.push({ id: randomUUIDv7(), ...read.score, row_key: nextKey(read.meaning) });
      }
      outcome.created = await addRows(tx, rows);
      outcome.unchanged = rows.length - outcome.created;
      return outcome;
    },
  };
}

type ReadScore = { score: Omit<NewRow, 'id' | 'row_key'>; meaning: readonly unknown[] } | { fault: RowFault };

function readScore({ row, fields }: ImportedRow<ImportedScore>, find: FindClient): ReadScore {
  const { instrument, score, month, on, of, practitionerId, serviceLineId, stage } = fields;
  const own = { practitioner_id: practitionerId, service_line_id: serviceLineId, stage };
  const figures = { instrument, score, month };
  if (!of) {
    const meaning = [instrument, score, on ?? month, practitionerId, serviceLineId, stage];
    return { score: { ...figures, ...own, client_id: null, at: null }, meaning };
  }
  const found = find(of.who);
  if ('fault' in found) return { fault: { row, ...found.fault } };
  const { client } = found;
  const at = of.at.toISOString();
  const work = {
    practitioner_id: practitionerId ?? client.practitionerId,
    service_line_id: serviceLineId ?? client.serviceLineId,
    stage: stage ?? client.stage,
  };
  return {
    score: { ...figures, ...work, client_id: client.id, at },
    meaning: [client.id, instrument, score, at],
  };
}

/** Row keys: a keyed hash of the content, which does not reveal the day, and the ordinal among equal rows. */
function rowKeys(): (meaning: readonly unknown[]) => string {
  const seen = new Map<string, number>();
  return (meaning) => {
    const hash = keyring().lookUpHash(JSON.stringify(meaning), 'satisfaction');
    const place = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, place);
    return `file/${hash}/${place}`;
  };
}

async function addRows({ em, practiceId, now }: Tx, rows: readonly NewRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const added = await em.execute<unknown[]>(ADD, [practiceId, now.toISOString(), JSON.stringify(rows)]);
  return added.length;
}
