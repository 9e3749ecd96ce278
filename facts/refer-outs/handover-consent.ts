import { Message } from '../../entities/message.ts';
import { Professional } from '../../entities/professional.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import { REFER_OUT_TASKS } from '../../policy/refer-outs/refer-out-terms.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockOpenReferOut } from '../locks/lock-refer-out.ts';
import { stopQueued } from '../outbound-mail/stop-messages.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { rankColleagues } from './rank-colleagues.ts';
import { readReferredPerson } from './referred-person.ts';
import { mayHaveGone } from './read-handover.ts';
import { conflict, wrongFields } from '../refusal.ts';
import { handoverKey } from './write-to-colleague.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

type Yes = { toProfessionalId: string; wordingVersion: string | null };

/** Records the person's consent to one colleague, who is told only now (M14). */
export async function consentToHandover(tx: Tx, referOutId: string, yes: Yes): Promise<ReferOut> {
  const referOut = await lockOpenReferOut(tx, referOutId);
  if (isSameYes(referOut, yes)) return referOut;
  if (referOut.status === 'handed_over')
    throw conflict('A colleague has their name already: say first how that ended (POST …/outcome).');
  await agreeTo(tx, referOut, yes);
  await closeTasks(tx, REFER_OUT_TASKS, { referOut });
  await openCommitment(tx, 'referOut', referOut.id);
  audit(tx, 'consent', { entity: 'refer_out', id: referOut.id }, ['toProfessionalId', 'wordingVersion']);
  return referOut;
}

/** Applies the consent; refused where this colleague is not possible, or there is nothing to hand over. */
export async function agreeTo(tx: Tx, referOut: ReferOut, yes: Yes): Promise<void> {
  const professional = await tx.em.findOne(Professional, { id: yes.toProfessionalId });
  if (!professional || professional.erasedAt)
    throw wrongFields([{ path: 'toProfessionalId', message: 'There is no professional with this id.' }]);
  if (professional.takesReferrals === false)
    throw conflict('This colleague takes nobody at present (takesReferrals is false).');
  if (referOut.declinedIds.includes(professional.id))
    throw conflict('This colleague has said no already: choose another.');
  if (await wasWrittenTo(tx, referOut, professional))
    throw conflict('This colleague was written to already, and is not told twice: ring them.');
  const person = await readReferredPerson(tx, referOut);
  if (!person) throw conflict('Whoever this was is gone; nobody can be sent on.');
  if (!person.reach)
    throw conflict('There is neither a number nor an address to hand over: ask the person for one.');
  referOut.agree(professional, yes.wordingVersion, tx.now);
}

/** Withdraws the consent: an unsent e-mail is stopped and a sent link revoked. */
export async function withdrawHandover(tx: Tx, referOutId: string): Promise<ReferOut> {
  const referOut = await lockOpenReferOut(tx, referOutId);
  if (!referOut.consentedAt) return referOut;
  await backToChoosing(tx, referOut);
  await openCommitment(tx, 'referOut', referOut.id);
  audit(tx, 'withdraw', { entity: 'refer_out', id: referOut.id }, ['personConsented']);
  return referOut;
}

/** Returns to choosing, with new suggestions. */
export async function backToChoosing(tx: Tx, referOut: ReferOut): Promise<void> {
  referOut.chooseAgain(tx.now);
  referOut.suggestedIds = (await rankColleagues(tx, referOut)).map(({ id }) => id);
  await closeTasks(tx, ['check_handover'], { referOut }, 'cancelled');
  await stopQueued(tx, { referOutId: referOut.id, template: TEMPLATE.handover }, 'no_consent');
}

function isSameYes(referOut: ReferOut, { toProfessionalId }: Yes): boolean {
  return Boolean(referOut.consentedAt) && referOut.toProfessional?.id === toProfessionalId;
}

async function wasWrittenTo(tx: Tx, { id }: ReferOut, professional: Professional): Promise<boolean> {
  const handover = await tx.em.findOne(Message, { key: handoverKey(id, professional.id) });
  return handover !== null && mayHaveGone(handover);
}
