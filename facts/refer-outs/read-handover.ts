import { Message } from '../../entities/message.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import { mayDisclose } from '../../policy/disclosures/disclosure.ts';
import type { Tx } from '../transaction.ts';
import { readReferredPerson } from './referred-person.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

/** A first name, and one number or one address: all that a colleague gets (§3.2, S79). */
export type Handover = { firstName: string; reach: string };

/**
 * What the link of an M14 shows; null once the consent is withdrawn, somebody declined, it has ended, or the person is
 * erased.
 */
export async function readHandover(tx: Tx, messageId: string): Promise<Handover | null> {
  const { em, practiceId } = tx;
  const message = await em.findOne(Message, { practiceId, id: messageId, template: TEMPLATE.handover });
  const referOut = message?.referOut
    ? await em.findOne(ReferOut, { practiceId, id: message.referOut.id })
    : null;
  if (!message || !referOut || !mayHaveGone(message)) return null;
  const agreed = isAgreedWith(referOut, message.professional?.id);
  if (!mayDisclose({ as: 'colleague', agreed }, 'how_to_reach_them').may) return null;
  const person = await readReferredPerson(tx, referOut);
  if (!person?.reach) return null;
  return { firstName: person.firstName, reach: person.reach };
}

/** Whether the person's consent to this colleague is in force; never once it is closed. */
export function isAgreedWith(referOut: ReferOut, professionalId: string | undefined): boolean {
  const { personConsented, consentedAt, status, toProfessional } = referOut;
  return (
    personConsented && Boolean(consentedAt) && status !== 'closed' && toProfessional?.id === professionalId
  );
}

/** Whether a message may have left; in a rehearsal none has. */
export function mayHaveGone({ status }: Message): boolean {
  return status === 'sending' || status === 'sent' || status === 'unknown' || status === 'held';
}
