import { HOUR_MS } from '../policy/calendar/units.ts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import type { Message } from '../entities/message.ts';
import type { Practice } from '../entities/practice.ts';
import { Professional } from '../entities/professional.ts';
import type { Referral } from '../entities/referral.ts';
import { Staff } from '../entities/staff.ts';
import { crisisRouteOf } from '../policy/practice/crisis-route.ts';
import { mayDisclose, type Recipient } from '../policy/disclosures/disclosure.ts';
import { toMs } from '../policy/calendar/duration.ts';
import { firstWord, inEnvelope, type Envelope } from './envelope.ts';
import { publicLink } from './public-link.ts';
import { THANKS } from './templates/thanks.ts';
import { TEMPLATE } from '../policy/outbound-mail/template-ids.ts';

/** The thanks to a referrer: a client or friend (M7), a colleague (M8), a doctor or clinic (M9). */
export async function composeThanks(
  em: EntityManager,
  message: Message,
  { referral, practice, publicUrl }: { referral: Referral; practice: Practice; publicUrl: string },
): Promise<Envelope | null> {
  const { practiceId } = message;
  if (!mayThank(referral, message)) return null;
  const signer = message.signerId ? await em.findOne(Staff, { practiceId, id: message.signerId }) : null;
  const shared = {
    signer: signer ? firstWord(signer.name) : practice.neutralSenderName,
    added_line: message.addedLine ?? undefined,
  };
  if (referral.referrerProfessional) {
    const colleague = await em.findOne(Professional, { practiceId, id: referral.referrerProfessional.id });
    if (!colleague?.email) return null;
    const to = colleague.email;
    if (message.template === TEMPLATE.thanksClinic) {
      const context = { ...formalContext(colleague, referral, practice), ...shared };
      return inEnvelope(em, message, TEMPLATE.thanksClinic, { to, context });
    }
    const link = publicLink(publicUrl, practice, 'keep_posted', colleague.id);
    const context = { first: colleague.firstName, keep_me_posted: link.url, ...shared };
    return inEnvelope(em, message, TEMPLATE.thanksColleague, { to, context, links: [link] });
  }
  const client = referral.referrerClient
    ? await em.findOne(Client, { practiceId, id: referral.referrerClient.id })
    : null;
  const to = client ? client.email : referral.referrerEmail;
  const first = client ? client.firstName : referral.referrerFirstName;
  return to && first
    ? inEnvelope(em, message, TEMPLATE.thanksPersonal, { to, context: { first, ...shared } })
    : null;
}

/** No thanks discloses more than the matrix allows (§3.2); what became of the referred person is never read. */
function mayThank({ referrerProfessional }: Referral, { template }: Message): boolean {
  const to: Recipient = referrerProfessional
    ? { as: 'professional_referrer', consent: { is: 'none' } }
    : { as: 'personal_referrer' };
  return Object.entries(THANKS).some(
    ([id, { tells }]) => id === template && tells !== null && mayDisclose(to, tells).may,
  );
}

function formalContext(
  colleague: Professional,
  referral: Referral,
  practice: Practice,
): Record<string, unknown> {
  const received = new Intl.DateTimeFormat(practice.locale, {
    dateStyle: 'long',
    timeZone: practice.timezone,
  });
  return {
    title: colleague.title ?? undefined,
    first: colleague.firstName,
    surname: colleague.lastName,
    received_date: received.format(referral.receivedAt),
    hours: String(Math.max(1, Math.round(toMs(practice.policy.followThrough.contactWithin) / HOUR_MS))),
    crisis_route: practice.crisisRoute ?? crisisRouteOf(practice.profile),
  };
}
