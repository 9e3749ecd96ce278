import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { SOURCE_ANSWERS, type SourceAnswer } from '../../policy/source-log/source-kinds.ts';
import { addSourceLine } from '../source-line.ts';
import { nextNumber } from '../next-number.ts';
import { assignSource } from '../source-log/assign-source.ts';
import { correctLine } from '../source-log/correct-line.ts';
import { latestLine } from '../source-log/latest-line.ts';
import type { Tx } from '../transaction.ts';

export type OwnSource = { kind: SourceAnswer; ref: string | null; line: number };
type Moved = { awayId: string; into: Client; source: OwnSource | null };

/** The log is append-only: lines that name the record that is gone are put right by new ones (S22). */
export async function moveSources(tx: Tx, { awayId, into, source }: Moved): Promise<void> {
  await forgetSelf(tx, awayId, into);
  if (source) await keepSource(tx, source, awayId, into);
  await renameSender(tx, awayId, into);
  await tx.em.flush();
}

/** Nobody sent themselves. */
async function forgetSelf(tx: Tx, awayId: string, into: Client): Promise<void> {
  if (into.sourceKind !== 'client' || into.sourceRef !== awayId) return;
  into.sourceRef = null;
  into.generation = null;
  await tx.em.flush();
}

/** Their own line says of whom it is now; their source is kept where the other record has none. */
async function keepSource(tx: Tx, source: OwnSource, awayId: string, into: Client): Promise<void> {
  const line = await tx.em.findOne(SourceLogLine, { number: source.line });
  if (!line) return;
  const root = line.corrects ?? line.number;
  const holds = (await latestLine(tx, root)) ?? line;
  const number = await nextNumber(tx, 'source_log');
  addSourceLine(tx, {
    number,
    kind: 'correction',
    corrects: root,
    ...(holds.referralId ? { referralId: holds.referralId } : {}),
    ...(holds.enquiryId ? { enquiryId: holds.enquiryId } : {}),
    clientId: into.id,
    sourceKind: SOURCE_ANSWERS.find((kind) => kind === holds.sourceKind) ?? 'unknown',
    sourceRef: holds.sourceRef ?? null,
    hops: holds.hops ?? null,
    channel: holds.channel,
    receivedAt: holds.receivedAt,
  });
  const isSelf = source.kind === 'client' && (source.ref === into.id || source.ref === awayId);
  if (into.sourceKind || isSelf) return;
  await assignSource(tx, into, {
    kind: source.kind,
    ref: source.ref,
    line: number,
    hops: holds.hops ?? null,
  });
}

/** Whoever came through the record that is gone came through the one that is left. */
async function renameSender(tx: Tx, awayId: string, into: Client): Promise<void> {
  await tx.em.flush();
  const came = await tx.em.find(Client, { sourceKind: 'client', sourceRef: awayId, id: { $ne: into.id } });
  const asked = await tx.em.find(Enquiry, { sourceKind: 'client', sourceRef: awayId });
  for (const enquiry of asked) enquiry.sourceRef = into.id;
  for (const client of came) client.sourceRef = into.id;
  await tx.em.flush();
  const named = await tx.em.execute<{ number: number }[]>(
    `select number from source_log_line where practice_id = ?
       and (source_ref = ? or hops::text like ?) order by number`,
    [tx.practiceId, awayId, `%${awayId}%`],
  );
  for (const { number } of named) await correct(tx, number, awayId, into);
}

async function correct(tx: Tx, number: number, awayId: string, into: Client): Promise<void> {
  const line = await tx.em.findOne(SourceLogLine, { number });
  if (!line) return;
  const holds = (await latestLine(tx, line.corrects ?? line.number)) ?? line;
  const kind = SOURCE_ANSWERS.find((known) => known === holds.sourceKind) ?? null;
  const isTheirOwn = into.sourceLine === holds.number || holds.clientId === into.id;
  if (isTheirOwn) return;
  const ref = holds.sourceRef === awayId ? into.id : (holds.sourceRef ?? null);
  const hops = holds.hops?.map((hop) => (hop.clientId === awayId ? { ...hop, clientId: into.id } : hop));
  await correctLine(tx, line, { kind, ref, hops: hops ?? null });
}
