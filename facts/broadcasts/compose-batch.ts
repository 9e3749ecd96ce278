import { setImmediate as nextTurn } from 'node:timers/promises';
import { broadcastWriter, type SaidToMany, type WriteToOne } from '../../email/compose-broadcast.ts';
import type { Envelope, Outside } from '../../email/envelope.ts';
import { withReplyAddress } from '../../email/reply-address.ts';
import type { Practice } from '../../entities/practice.ts';
import type { HoldReason } from '../../policy/outbound-mail/delivery.ts';
import { composedOrHeld } from '../outbound-mail/compose-or-hold.ts';
import { awaitingReactivation } from '../outbound-mail/reactivation.ts';
import type { Tx } from '../transaction.ts';
import type { Gated } from './gate-batch.ts';
import type { Turn } from './pick-batch.ts';
import { readReaders } from './read-readers.ts';

/** What becomes of one whose turn it is. `reactivate`: theirs waits until the mail provider was asked to take the address again. */
export type Verdict =
  | { do: 'send'; envelope: Envelope }
  | { do: 'stop'; why: string }
  | { do: 'hold'; why: HoldReason }
  | { do: 'reactivate'; address: string };

type Asked = {
  turns: readonly Turn[];
  gated: ReadonlyMap<string, Gated>;
  said: SaidToMany;
  batchId: string;
  practice: Practice;
  around: { publicUrl: string; mailbox: string | null };
};

/** Bounds of what is written in one transaction: words of a practice may be slow, or long. */
const WRITE_FOR_MS = 2_000;
const MOST_BYTES = 10_000_000;
const IN_ONE_GO = 50;

/**
 * Writes the e-mails of those whose turn it is, in their order, until time or size is used up: whoever has no verdict then
 * has theirs in the next batch. Words that cannot be filled in end it too, because they would fail for everybody.
 */
export async function composeBatch(tx: Tx, asked: Asked): Promise<Map<Turn, Verdict>> {
  const { turns, gated, said, practice } = asked;
  const allowed = turns.filter(({ id }) => gated.get(id)?.why === null);
  const ids = allowed.map(({ personId }) => personId);
  const readers = await readReaders(tx, said.to, ids);
  const hashes = allowed.flatMap(({ id }) => gated.get(id)?.address ?? []);
  const awaiting =
    practice.sending === 'rehearsal' ? new Set<string>() : await awaitingReactivation(tx, hashes);
  const writer = await writerOf(tx, asked);

  const verdicts = new Map<Turn, Verdict>();
  const begunAt = performance.now();
  let bytes = 0;
  for (const [index, turn] of turns.entries()) {
    if (index % IN_ONE_GO === 0) await nextTurn();
    if (bytes > MOST_BYTES || performance.now() - begunAt > WRITE_FOR_MS) break;
    const { why, address } = gated.get(turn.id) ?? { why: 'erased', address: null };
    const reader = readers.get(turn.personId);
    if (why !== null) verdicts.set(turn, refusal(turn, why));
    else if (!reader) verdicts.set(turn, refusal(turn, 'no_email'));
    else if (address && awaiting.has(address))
      verdicts.set(turn, { do: 'reactivate', address: reader.email });
    else {
      const written = await composedOrHeld(() => writer(outsideOf(turn, asked.batchId), reader));
      if (written && 'hold' in written) {
        verdicts.set(turn, { do: 'hold', why: written.hold });
        break;
      }
      const envelope = written && answerable(written, turn, asked);
      verdicts.set(turn, envelope ? { do: 'send', envelope } : refusal(turn, 'no_email'));
      bytes += envelope ? envelope.text.length + envelope.html.length : 0;
    }
  }
  return verdicts;
}

/** What may have left already, and may not leave again, is a person's. */
function refusal({ message }: Turn, why: string): Verdict {
  return message?.status === 'unknown' ? { do: 'hold', why: 'unknown_outcome' } : { do: 'stop', why };
}

/** Words that cannot even be looked at fail for whoever is first. */
async function writerOf(tx: Tx, { said, practice, around }: Asked): Promise<WriteToOne> {
  try {
    return await broadcastWriter(tx.em, said, { practice, publicUrl: around.publicUrl });
  } catch (error) {
    return () => Promise.reject(error);
  }
}

function outsideOf({ message, sendId }: Turn, batchId: string): Outside {
  return {
    purpose: 'broadcast',
    sendId,
    batchId: message?.batchId ?? batchId,
    askedBy: message?.askedBy ?? null,
    sender: message?.sender ?? null,
  };
}

function answerable(envelope: Envelope, { id, personId }: Turn, { said, practice, around }: Asked): Envelope {
  const to = said.to === 'clients' ? { client: { id: personId } } : { professional: { id: personId } };
  return withReplyAddress(envelope, { id, ...to }, practice, around.mailbox);
}
