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

/** The person said yes to one colleague: only now is that colleague told (M14). */
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

/** Writes the yes down; refused where this colleague cannot be the one, or there is nothing to hand over. */
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

/** They thought better of it: what has not gone does not go, and the link that has gone is dead. */
export async function withdrawHandover(tx: Tx, referOutId: string): Promise<ReferOut> {
  const referOut = await lockOpenReferOut(tx, referOutId);
  if (!referOut.consentedAt) return referOut;
  await backToChoosing(tx, referOut);
  await openCommitment(tx, 'referOut', referOut.id);
  audit(tx, 'withdraw', { entity: 'refer_out', id: referOut.id }, ['personConsented']);
  return referOut;
}

/** Nobody is chosen any more, and whatever was said for the last colleague holds for them alone. */
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
  const letter = await tx.em.findOne(Message, { key: handoverKey(id, professional.id) });
  return letter !== null && mayHaveGone(letter);
}
