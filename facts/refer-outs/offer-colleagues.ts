import { Message } from '../../entities/message.ts';
import { Professional } from '../../entities/professional.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import { answerTasks, pressNew, type Press } from '../outbound-mail/press-send.ts';
import { TAKEN_BACK } from '../../policy/outbound-mail/take-back.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockOpenReferOut } from '../locks/lock-refer-out.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { readReferredPerson } from './referred-person.ts';
import { conflict, wrongFields } from '../refusal.ts';
import { newMail } from '../outbound-mail/new-mail.ts';
import { signerOf } from './write-to-colleague.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

export const MOST_NAMES = 3;

/**
 * Sends the person up to three names (M13). Only people who contacted the practice themselves are e-mailed; a client
 * hears it from their practitioner.
 */
export async function offerColleagues(
  tx: Tx,
  referOutId: string,
  professionalIds: readonly string[] | undefined,
  press: Press,
): Promise<ReferOut> {
  const referOut = await lockOpenReferOut(tx, referOutId);
  if (referOut.consentedAt) throw conflict('They have said yes to a colleague already.');
  const names = professionalIds ?? referOut.suggestedIds.slice(0, MOST_NAMES);
  if (names.length === 0)
    throw conflict('There is nobody on the trusted list to suggest: name somebody in professionalIds.');
  await refuseUnknown(tx, referOut, names);
  await refuseUnwritable(tx, referOut);
  const key = offerKey(referOut);
  const written = await tx.em.findOne(Message, { key });
  if (written && !(written.status === 'cancelled' && written.why === TAKEN_BACK))
    throw conflict('They have been written to already: ring them, or record their yes.');
  const { suggestedIds } = referOut;
  referOut.offer(names, tx.now);
  const message =
    written ??
    tx.em.create(Message, {
      ...newMail(tx, key),
      purpose: 'refer_out',
      template: TEMPLATE.suggestedColleagues,
      referOut,
      enquiry: referOut.enquiry ?? null,
      dueAt: tx.now,
    });
  written?.requeue(tx.now, tx.now);
  message.signerId = signerOf(await practiceToday(tx), referOut);
  message.askedBy = tx.actor.staffId;
  const taskIds = await answerTasks(tx, { kind: 'choose_colleague', referOutId: referOut.id });
  await pressNew(tx, message, press, { taskIds, suggestedIds });
  await openCommitment(tx, 'referOut', referOut.id);
  audit(tx, 'offer', { entity: 'refer_out', id: referOut.id }, ['suggestedIds']);
  return referOut;
}

/** The idempotency key of the M13: one a round, and another after a refusal. */
export function offerKey({ id, declinedIds }: ReferOut): string {
  return `refer-out/${id}/${TEMPLATE.suggestedColleagues}/${declinedIds.length}`;
}

async function refuseUnknown(tx: Tx, referOut: ReferOut, names: readonly string[]): Promise<void> {
  const known = await tx.em.find(
    Professional,
    { id: { $in: [...names] }, erasedAt: null },
    { fields: ['id'] },
  );
  const wrong = names.flatMap((name, at) =>
    known.some(({ id }) => id === name) && !referOut.declinedIds.includes(name)
      ? []
      : [{ path: `professionalIds.${at}`, message: 'must be a colleague who has not said no' }],
  );
  if (wrong.length > 0) throw wrongFields(wrong);
}

async function refuseUnwritable(tx: Tx, referOut: ReferOut): Promise<void> {
  if (referOut.client)
    throw conflict('A client is told by their own practitioner, not by e-mail; record their yes afterwards.');
  const person = await readReferredPerson(tx, referOut);
  if (!person) throw conflict('Whoever this was is gone; nobody can be written to.');
  if (!person.mail)
    throw conflict(
      'They have not written to us themselves, or have no address that may be written to: ring them.',
    );
}
