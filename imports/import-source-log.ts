import { randomUUIDv7 } from 'node:crypto';
import { generationOf, chainFrom, wouldMakeCycle } from '../policy/source-log/generation.ts';
import type { Hop, SourceAnswer } from '../policy/source-log/source-kinds.ts';
import type { Tx } from '../facts/transaction.ts';
import { clientFinder, type FindClient, type FoundClient, type NamedClient } from './find-clients.ts';
import {
  type BatchOutcome,
  type FileImporter,
  type ImportedRow,
  oneImportAtATime,
  type RowFault,
} from './import-rows.ts';
import { type RefOf, sourceFinder, type SourceName } from './imported-source.ts';
import { lineKeys, pastLines, type PastLine } from '../facts/source-log/past-lines.ts';
import { sendersOfClients } from '../facts/source-log/assign-source.ts';
import type { WrongField } from '../facts/refusal.ts';

export type ImportedSource = {
  at: Date;
  kind: SourceAnswer;
  /** The source's name, where the file has more than the kind. */
  name: string | null;
  /** The referring client. */
  referrer: Pick<NamedClient, 'clientRef' | 'email'> | null;
  channel: string;
  hops: Hop[] | null;
  /** The client whose source it is; null: unnamed. */
  who: NamedClient | null;
  /** The line's id where the file is an export of ours, by which it is known again. */
  lineId: string | null;
  /** Another row of our export tells of the same arrival, or its source was not known. */
  isPassedOver: boolean;
};

/** A row with its client and referrer resolved. */
type Read = ImportedRow<ImportedSource> & { client: FoundClient | null; sender: FoundClient | null };

/**
 * Imports past sources (S29): each row becomes a numbered line of kind `past`, and the source of its client unless
 * known. Clients with a source are skipped; unnamed rows are idempotent by content and ordinal. No e-mail, no run.
 */
export async function importSourceLog(tx: Tx): Promise<FileImporter<ImportedSource>> {
  await oneImportAtATime(tx, 'source_log');
  const find = await clientFinder(tx);
  const senderOf = await sendersOfClients(tx);
  const settled = new Set<string>();
  const seen = new Set<string>();
  const nextKey = lineKeys();
  const findSources = sourceFinder(tx);
  const lines = pastLines(tx);
  return {
    async saveBatch(batch) {
      const outcome: BatchOutcome = { created: 0, updated: 0, unchanged: 0, faults: [] };
      const wanted: Read[] = [];
      for (const row of batch) {
        const { lineId, isPassedOver } = row.fields;
        if (isPassedOver || (lineId && seen.has(lineId))) {
          outcome.unchanged += 1;
          continue;
        }
        if (lineId) seen.add(lineId);
        const read = readRow(row, find, senderOf);
        if ('fault' in read) outcome.faults.push(read.fault);
        else if (read.client && isSettled(read.client, settled)) outcome.unchanged += 1;
        else {
          if (read.client) settled.add(read.client.id);
          if (read.client && read.sender) senderOf.set(read.client.id, read.sender.id);
          wanted.push(read);
        }
      }
      const refOf = await findSources(wanted.flatMap(({ fields }) => nameIn(fields) ?? []));
      const added = await lines.add(wanted.map((read) => lineOf(read, refOf, nextKey)));
      outcome.created += added;
      outcome.unchanged += wanted.length - added;
      return outcome;
    },
    finish: () => lines.write(),
  };
}

function isSettled({ id, hasSource }: FoundClient, settled: ReadonlySet<string>): boolean {
  return hasSource || settled.has(id);
}

function readRow(
  { row, fields }: ImportedRow<ImportedSource>,
  find: FindClient,
  senderOf: ReadonlyMap<string, string>,
): Read | { fault: RowFault } {
  const client = fields.who ? find(fields.who) : null;
  if (client && 'fault' in client) return { fault: { row, ...client.fault } };
  const sender = fields.referrer ? find(fields.referrer) : null;
  if (sender && 'fault' in sender) return { fault: { row, ...asReferrer(sender.fault) } };
  const [came, by] = [client?.client ?? null, sender?.client ?? null];
  if (
    came &&
    by &&
    wouldMakeCycle(
      came.id,
      chainFrom(by.id, (id) => senderOf.get(id) ?? null),
    )
  ) {
    const message = 'nobody can have sent themselves: this referrer came here through this very client';
    return { fault: { row, path: 'referrerRef', message } };
  }
  return { row, fields, client: came, sender: by };
}

function asReferrer(fault: WrongField): WrongField {
  return { ...fault, path: fault.path === 'email' ? 'referrerEmail' : 'referrerRef' };
}

function nameIn({ kind, name }: ImportedSource): SourceName | null {
  return name === null || kind === 'not_said' ? null : { kind, name };
}

function lineOf(
  { fields, client, sender }: Read,
  refOf: RefOf,
  nextKey: (meaning: readonly unknown[]) => string,
): PastLine {
  const { at, kind, hops, channel } = fields;
  const named = nameIn(fields);
  const ref = sender?.id ?? (named ? refOf(named) : null);
  const origin = { kind, clientId: sender?.id ?? null, hops };
  return {
    id: idOf(fields, client, () => nextKey([at.toISOString(), kind, ref, channel, hops])),
    clientId: client?.id ?? null,
    kind,
    ref,
    hops,
    channel,
    at: at.toISOString(),
    /** Null where a client referred them: computed at the end, when every generation is known. */
    generation: sender ? null : generationOf(origin, null),
  };
}

/** A line of nobody is known again by its id, or by its content; a client has one line. */
function idOf({ lineId }: ImportedSource, client: FoundClient | null, byContent: () => string): string {
  return client ? randomUUIDv7() : (lineId ?? byContent());
}
