import { randomUUIDv7 } from 'node:crypto';
import { Broadcast } from '../../entities/broadcast.ts';
import { Practice } from '../../entities/practice.ts';
import type { Envelope } from '../../email/envelope.ts';
import { SENT_AS } from '../../policy/broadcasts/broadcast-terms.ts';
import { lockReaders } from '../locks/lock-readers.ts';
import { practiceToday } from '../practice/practice-today.ts';
import type { Tx } from '../transaction.ts';
import { composeBatch } from './compose-batch.ts';
import { gateBatch } from './gate-batch.ts';
import { pickBatch } from './pick-batch.ts';
import { lockPace } from './read-pace.ts';
import { writeVerdicts } from './write-verdicts.ts';

/** `publicUrl` begins every link; `mailbox` is where answers may come in. */
type Around = { searchLagMs: number; publicUrl: string; mailbox: string | null };

/** An e-mail that is about to leave, and which attempt at it this is. */
export type Claimed = { id: string; attempt: number; envelope: Envelope };

/** What the mail provider is called for after the commit; `reactivate`: addresses that it is asked to take again. */
export type ClaimedBatch = {
  mails: readonly Claimed[];
  reactivate: readonly string[];
  serverToken: string | null;
};

/**
 * Claims the next e-mails of a broadcast, whose row is locked, for one call of the mail provider: as many as the day has
 * room for and one call takes. Everybody whose turn came is in the ledger when this commits: about to leave, or left out
 * with the reason.
 */
export async function claimBatch(tx: Tx, broadcastId: string, around: Around): Promise<ClaimedBatch> {
  const { em, practiceId } = tx;
  await lockPace(tx);
  const broadcast = await em.findOneOrFail(Broadcast, { practiceId, id: broadcastId });
  const practice = await em.findOneOrFail(Practice, practiceId);
  const sentAs = SENT_AS[broadcast.kind];

  const turns = await pickBatch(tx, { broadcast, practice, searchLagMs: around.searchLagMs });
  await lockReaders(
    tx,
    sentAs.to,
    turns.map(({ personId }) => personId),
  );
  const gated = await gateBatch(tx, { broadcast, practice, to: sentAs.to }, turns);
  const said = { ...sentAs, broadcast, signerId: await signerOf(tx, broadcast) };
  const batchId = randomUUIDv7();
  const verdicts = await composeBatch(tx, { turns, gated, said, batchId, practice, around });
  const mails = await writeVerdicts(tx, { broadcast, practice, said, batchId }, verdicts);
  const reactivate = [...verdicts.values()].flatMap((verdict) =>
    verdict.do === 'reactivate' ? verdict.address : [],
  );
  return { mails, reactivate, serverToken: practice.postmarkServerToken ?? null };
}

/** Who asked for it signs it, else an owner. */
async function signerOf(tx: Tx, { createdBy }: Broadcast): Promise<string | null> {
  const today = await practiceToday(tx);
  const author = today.staff.find(({ id }) => id === createdBy);
  return (author ?? today.owners()[0])?.id ?? null;
}
