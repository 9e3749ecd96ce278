import type { Message } from '../../entities/message.ts';
import type { Referral } from '../../entities/referral.ts';
import type { BeforePress } from '../../policy/outbound-mail/take-back.ts';
import { plannedAt } from '../../policy/referrals/acknowledgement.ts';
import { answerTasks, momentOfPress, type Press } from '../outbound-mail/press-send.ts';
import { addEvent } from '../referral-event.ts';
import type { Tx } from '../transaction.ts';
import { closeAcknowledgement } from './close-acknowledgement.ts';
import { readAcknowledgement } from './read-acknowledgement.ts';

type Before = Omit<BeforePress, 'by' | 'taskIds'>;

/** A thanks that a person sends leaves at the moment of their press, and whoever was asked to thank has done so. */
export async function pressThanks(
  tx: Tx,
  draft: Message,
  { press, before }: { press: Press; before: Before },
): Promise<void> {
  const at = await momentOfPress(tx, press);
  if (at === null) return;
  const taskIds = await answerTasks(tx, { referralId: draft.referral?.id ?? '', kind: 'thank' });
  draft.press(at, { ...before, by: tx.actor.staffId ?? '', taskIds }, tx.now);
}

/** How this thanks stood where it did not wait to be sent: a press changes that, and taking it back restores it. */
export function standingOf(referral: Referral): Pick<BeforePress, 'thanks'> {
  const { status, needsPerson, thankedAt, thankedBy } = referral;
  if (status !== 'would_send' && status !== 'let_go' && status !== 'needs_person') return {};
  const at = thankedAt?.toISOString() ?? null;
  return { thanks: { status, because: needsPerson ?? null, at, by: thankedBy ?? null } };
}

/**
 * Taken back: a thanks that had ended has ended again, and one that was a person's is theirs. Where the draft waits it
 * goes at its planned moment in the practice's own words; the line stays beside it for whoever thanks.
 */
export async function restoreThanks(
  tx: Tx,
  { referral, draft, thanks }: { referral: Referral; draft: Message; thanks: BeforePress['thanks'] },
): Promise<void> {
  addEvent(tx, referral, 'taken_back');
  if (thanks === undefined) return planAgain(tx, referral, draft);
  const { status, because, at, by } = thanks;
  if (status === 'needs_person') referral.handOver(because ?? 'unmatched', tx.now);
  else if (status === 'let_go') await closeAcknowledgement(tx, referral, { status });
  else await closeAcknowledgement(tx, referral, { status, at: at === null ? tx.now : new Date(at), by });
}

async function planAgain(tx: Tx, referral: Referral, draft: Message): Promise<void> {
  await tx.em.flush();
  const known = await readAcknowledgement(tx, referral.id);
  if (known) draft.dueAt = plannedAt(known.facts, known.rules, tx.now);
}
