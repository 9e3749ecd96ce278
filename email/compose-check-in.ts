import type { EntityManager } from '@mikro-orm/postgresql';
import type { Message } from '../entities/message.ts';
import type { Practice } from '../entities/practice.ts';
import { Professional } from '../entities/professional.ts';
import { Staff } from '../entities/staff.ts';
import { TEMPLATE } from '../policy/outbound-mail/template-ids.ts';
import { readCapacityLine } from './capacity-line.ts';
import { firstWord, inEnvelope, type Envelope } from './envelope.ts';
import { publicLink } from './public-link.ts';

/** A hello to a colleague (M15), signed by whoever pressed for it, with the link by which they hear no more from us. */
export async function composeCheckIn(
  em: EntityManager,
  message: Message,
  { practice, publicUrl, now }: { practice: Practice; publicUrl: string; now: Date },
): Promise<Envelope | null> {
  const { practiceId, professional, signerId } = message;
  const colleague = professional ? await em.findOne(Professional, { practiceId, id: professional.id }) : null;
  if (!colleague?.email) return null;
  const stop = publicLink(publicUrl, practice, 'unsubscribe', { id: colleague.id, generation: 0 });
  const signer = signerId ? await em.findOne(Staff, { practiceId, id: signerId, active: true }) : null;
  const context = {
    first: colleague.firstName,
    capacity_line: await readCapacityLine(em, { practiceId, professionalId: colleague.id, now }),
    signer: signer ? firstWord(signer.name) : practice.neutralSenderName,
    opt_out: stop.url,
  };
  return inEnvelope(em, message, TEMPLATE.quietSource, {
    to: colleague.email,
    context,
    links: [stop],
    unsubscribeUrl: stop.url,
  });
}
