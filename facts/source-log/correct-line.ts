import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import type { Hop } from '../../policy/source-log/source-kinds.ts';
import { announce } from '../announce.ts';
import type { Tx } from '../transaction.ts';
import { assignSource } from './assign-source.ts';
import type { KnownSource } from './resolve-source.ts';
import { latestLine } from './latest-line.ts';
import { nextNumber } from '../next-number.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { reevaluateRelationshipsOf } from '../commitments/reevaluate-relationships.ts';
import { addSourceLine } from '../source-line.ts';

export type CorrectedSource = KnownSource & { hops: Hop[] | null };

/**
 * Corrects a line by a new one that points back at it (S22), and updates its enquiry and client. Idempotent; returns
 * the number of the line in force.
 */
export async function correctLine(tx: Tx, line: SourceLogLine, told: CorrectedSource): Promise<number> {
  const root = line.corrects ?? line.number;
  const holds = (await latestLine(tx, root)) ?? line;
  const isSame =
    holds.sourceKind === (told.kind ?? 'unknown') &&
    (holds.sourceRef ?? null) === told.ref &&
    wayOf(holds.hops) === wayOf(told.hops);
  const number = isSame ? holds.number : await addCorrection(tx, holds, root, told);
  await followLine(tx, line, root, { ...told, line: number });
  return number;
}

/** Canonical form of a chain for comparison: jsonb does not keep field order. */
function wayOf(hops: readonly Hop[] | null | undefined): string {
  const steps = hops ?? [];
  return steps
    .map(({ kind, sourceId, clientId, professionalId }) =>
      [kind, sourceId ?? clientId ?? professionalId].join(' '),
    )
    .join(' < ');
}

async function addCorrection(
  tx: Tx,
  holds: SourceLogLine,
  root: number,
  told: CorrectedSource,
): Promise<number> {
  const number = await nextNumber(tx, 'source_log');
  addSourceLine(tx, {
    number,
    kind: 'correction',
    corrects: root,
    ...(holds.referralId ? { referralId: holds.referralId } : {}),
    ...(holds.enquiryId ? { enquiryId: holds.enquiryId } : {}),
    ...(holds.clientId ? { clientId: holds.clientId } : {}),
    sourceKind: told.kind ?? 'unknown',
    sourceRef: told.ref,
    hops: told.hops,
    channel: holds.channel,
    receivedAt: holds.receivedAt,
  });
  await reevaluateRelationshipsOf(tx, [holds.sourceRef, told.ref]);
  announce(tx, 'source.corrected', { number: String(number), corrects: String(root) });
  return number;
}

/** The enquiry and the client that this line is about. */
async function followLine(
  tx: Tx,
  line: SourceLogLine,
  root: number,
  source: CorrectedSource & { line: number },
): Promise<void> {
  const enquiry = await tx.em.findOne(Enquiry, { sourceLine: root });
  if (enquiry) {
    tx.em.assign(enquiry, { sourceKind: source.kind, sourceRef: source.ref });
    addEnquiryEvent(tx, enquiry, 'source_told', source.kind);
  }
  const clientId = enquiry?.client?.id ?? line.clientId;
  const client = clientId ? await tx.em.findOne(Client, { id: clientId }) : await clientOfLine(tx, root);
  if (client) await assignSource(tx, client, source);
}

/** The client whose source this line, or a correction of it, records. */
async function clientOfLine(tx: Tx, root: number): Promise<Client | null> {
  const later = await tx.em.find(SourceLogLine, { corrects: root }, { fields: ['number'] });
  return tx.em.findOne(Client, { sourceLine: { $in: [root, ...later.map(({ number }) => number)] } });
}
