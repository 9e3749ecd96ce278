import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { Referral } from '../../entities/referral.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import type { Tx } from '../transaction.ts';

const READ_ONLY = { disableIdentityMap: true } as const;

/** A line beside what has become of it since. */
export type LineSince = {
  line: SourceLogLine;
  /** Its latest correction, or itself. */
  inForce: SourceLogLine;
  /** Whose source it records; null where nobody's, or they were erased. */
  clientId: string | null;
  /** False for a correction, for "I've told someone", and where the same person's arrival is told by another line. */
  isArrival: boolean;
};

/** What became of these lines, in a few statements however many they are. */
export async function linesSince(tx: Tx, lines: readonly SourceLogLine[]): Promise<LineSince[]> {
  const corrections = await correctionsOf(tx, lines);
  const recorded = await clientsBySourceLine(tx, [
    ...lines.map(({ number }) => number),
    ...corrections.map(({ number }) => number),
  ]);
  const latest = new Map(corrections.map((one) => [one.corrects ?? one.number, one]));
  const elsewhere = await toldElsewhere(tx, lines);
  const clientOf = new Map(
    [
      ...corrections.map((one) => [one.corrects ?? one.number, recorded.get(one.number)] as const),
      ...lines.map(({ number }) => [number, recorded.get(number)] as const),
    ].filter(([, clientId]) => clientId !== undefined),
  );
  return lines.map((line) => {
    const inForce = latest.get(line.number) ?? line;
    const own = clientOf.get(line.number) ?? null;
    return {
      line,
      inForce,
      clientId: own,
      isArrival:
        line.kind !== 'correction' && line.kind !== 'told' && (own !== null || !elsewhere.has(line.number)),
    };
  });
}

/** The oldest first. */
async function correctionsOf({ em }: Tx, lines: readonly SourceLogLine[]): Promise<SourceLogLine[]> {
  const corrects = { $in: lines.map(({ number }) => number) };
  return em.find(SourceLogLine, { corrects }, { ...READ_ONLY, orderBy: { number: 'asc' } });
}

async function clientsBySourceLine({ em }: Tx, numbers: readonly number[]): Promise<Map<number, string>> {
  const clients = await em.find(
    Client,
    { sourceLine: { $in: [...numbers] } },
    { ...READ_ONLY, fields: ['sourceLine'] },
  );
  return new Map(clients.map(({ id, sourceLine }) => [sourceLine ?? 0, id]));
}

/** Lines of an arrival that another line tells of: a referral beside its enquiry's line, a client beside their source's. */
async function toldElsewhere({ em }: Tx, lines: readonly SourceLogLine[]): Promise<ReadonlySet<number>> {
  const referrals = await em.find(
    Referral,
    { id: { $in: lines.flatMap(({ referralId }) => referralId ?? []) }, enquiryId: { $ne: null } },
    { ...READ_ONLY, fields: ['number', 'enquiry'] },
  );
  const enquiries = await em.find(
    Enquiry,
    { id: { $in: referrals.flatMap(({ enquiry }) => enquiry?.id ?? []) } },
    { ...READ_ONLY, fields: ['sourceLine'] },
  );
  const lineOf = new Map(enquiries.map(({ id, sourceLine }) => [id, sourceLine]));
  const clients = await em.find(
    Client,
    { id: { $in: lines.flatMap(({ clientId }) => clientId ?? []) }, sourceLine: { $ne: null } },
    { ...READ_ONLY, fields: ['id'] },
  );
  const placed = new Set(clients.map(({ id }) => id));
  return new Set([
    ...referrals.flatMap(({ number, enquiry }) =>
      (lineOf.get(enquiry?.id ?? '') ?? number) === number ? [] : number,
    ),
    ...lines.flatMap(({ number, clientId }) => (clientId && placed.has(clientId) ? number : [])),
  ]);
}
