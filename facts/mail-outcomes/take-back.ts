import type { Message } from '../../entities/message.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import { Referral } from '../../entities/referral.ts';
import { takeBackUntil, type BeforePress } from '../../policy/outbound-mail/take-back.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { embeddedPrompt, release } from '../journeys/settle-prompt.ts';
import { lockMessage } from '../locks/lock-message.ts';
import { subjectOf } from '../locks/lock-subject.ts';
import { restoreThanks } from '../referrals/press-thanks.ts';
import { conflict, notFound } from '../refusal.ts';
import { reevaluate } from '../signal.ts';
import { reopenTasks } from '../tasks/reopen-tasks.ts';
import { audit, type Tx } from '../transaction.ts';

/**
 * A person takes back what was sent with a press, before it leaves. Locks what the e-mail belongs to and then its row, as
 * sending does, which claims the same row: exactly one of both happens. What the press completed is open again.
 */
export async function takeBackMessage(tx: Tx, messageId: string): Promise<Message> {
  const message = await lockMessage(tx, messageId);
  if (!message) throw notFound('message');
  const before = message.beforePress ?? null;
  if (before === null || takeBackUntil(message, tx.now) === null) throw refused(message);
  message.takeBack(before, tx.now);
  await reopenTasks(tx, before.taskIds, 'taken_back');
  await restoreSubject(tx, message, before);
  const { kind, subjectId } = subjectOf(message);
  await openCommitment(tx, kind, subjectId);
  audit(tx, 'take_back', { entity: 'message', id: message.id });
  return message;
}

function refused({ status, askedBy }: Message) {
  if (status === 'queued' && !askedBy)
    return conflict('Nobody has sent this, so there is nothing to take back.');
  return conflict('It has gone already.');
}

/** What the e-mail was about is as it was before the press. */
async function restoreSubject(tx: Tx, message: Message, before: BeforePress): Promise<void> {
  const { em, practiceId } = tx;
  const { purpose, referral, referOut, professional } = message;
  if (purpose === 'thanks' && referral) {
    const found = await em.findOneOrFail(Referral, { practiceId, id: referral.id });
    await restoreThanks(tx, { referral: found, draft: message, thanks: before.thanks });
  }
  if (purpose === 'refer_out' && referOut && before.suggestedIds !== undefined) {
    const found = await em.findOneOrFail(ReferOut, { practiceId, id: referOut.id });
    found.takeOfferBack(before.suggestedIds, tx.now);
  }
  if (purpose === 'check_in' && professional) reevaluate(tx, 'relationship', professional.id);
  if (purpose === 'carrier') await freePrompt(tx, message);
}

/** The prompt that was to ride waits again. */
async function freePrompt(tx: Tx, message: Message): Promise<void> {
  const milestone = await embeddedPrompt(tx, message);
  if (milestone) await release(tx, milestone);
}
