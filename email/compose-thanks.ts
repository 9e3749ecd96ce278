import type { EntityManager } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import { Enquiry } from '../entities/enquiry.ts';
import type { Message } from '../entities/message.ts';
import type { Practice } from '../entities/practice.ts';
import { Professional } from '../entities/professional.ts';
import type { Referral } from '../entities/referral.ts';
import { Staff } from '../entities/staff.ts';
import { crisisRouteIn } from '../policy/practice/crisis-route.ts';
import { mayNamePerson } from '../policy/referrals/thanks.ts';
import { mayDisclose, type Recipient } from '../policy/disclosures/disclosure.ts';
import { answersWithinHours } from '../policy/enquiries/enquiry-rules.ts';
import { readCapacityLine } from './capacity-line.ts';
import { firstWord, inEnvelope, type Envelope } from './envelope.ts';
import { beginsAlike } from './lint-filled-in.ts';
import { publicLink } from './public-link.ts';
import { THANKS } from './templates/thanks.ts';
import { TEMPLATE } from '../policy/outbound-mail/template-ids.ts';

type Thanks = { referral: Referral; practice: Practice; publicUrl: string; now: Date };

/** The thanks to a referrer: a client or friend (M7), a colleague (M8), a doctor or clinic (M9). */
export async function composeThanks(
  em: EntityManager,
  message: Message,
  { referral, practice, publicUrl, now }: Thanks,
): Promise<Envelope | null> {
  const { practiceId } = message;
  if (!mayThank(referral, message)) return null;
  const signer = message.signerId ? await em.findOne(Staff, { practiceId, id: message.signerId }) : null;
  const shared = {
    signer: signer ? firstWord(signer.name) : practice.neutralSenderName,
    // A line that was taken back stays beside the draft; only a person's press sends it.
    added_line: message.askedBy ? (message.addedLine ?? undefined) : undefined,
  };
  if (referral.referrerProfessional) {
    const colleague = await em.findOne(Professional, { practiceId, id: referral.referrerProfessional.id });
    if (!colleague?.email) return null;
    const to = colleague.email;
    const capacity_line = await readCapacityLine(em, { practiceId, professionalId: colleague.id, now });
    if (message.template === TEMPLATE.thanksClinic) {
      const context = { ...formalContext(colleague, referral, practice), capacity_line, ...shared };
      return inEnvelope(em, message, TEMPLATE.thanksClinic, { to, context });
    }
    const link = publicLink(publicUrl, practice, 'keep_posted', {
      id: colleague.id,
      generation: colleague.linkGeneration,
    });
    const stop = publicLink(publicUrl, practice, 'unsubscribe', { id: colleague.id, generation: 0 });
    const context = { first: colleague.firstName, keep_me_posted: link.url, capacity_line, ...shared };
    const links = [link, stop];
    const addressed = { to, context, links, unsubscribeUrl: stop.url };
    return inEnvelope(em, message, TEMPLATE.thanksColleague, addressed);
  }
  const client = referral.referrerClient
    ? await em.findOne(Client, { practiceId, id: referral.referrerClient.id })
    : null;
  const to = client ? client.email : referral.referrerEmail;
  const first = client ? client.firstName : referral.referrerFirstName;
  if (!to || !first) return null;
  const usual = await inEnvelope(em, message, TEMPLATE.thanksPersonal, { to, context: { first, ...shared } });
  const person = await whoItWas(em, referral, practice);
  if (!usual || person === null) return usual;
  const context = { first, person, ...shared };
  const named = await inEnvelope(em, message, TEMPLATE.thanksPersonal, { to, context });
  return named && beginsAlike(named.text, usual.text) ? named : usual;
}

/** The first name of the person who came, where they ticked that we may say it; nothing of what became of them. */
async function whoItWas(
  em: EntityManager,
  referral: Referral,
  { profile }: Practice,
): Promise<string | null> {
  const { practiceId, learnedFrom, personFirstName } = referral;
  const id = referral.enquiry?.id;
  const enquiry = id ? await em.findOne(Enquiry, { practiceId, id }) : null;
  const said = { mayThank: referral.mayThank ?? null, mayName: referral.mayName ?? null };
  const facts = { learnedFrom, ...said, isOnBehalf: Boolean(enquiry?.onBehalf), profile };
  const may = mayDisclose({ as: 'personal_referrer', mayName: mayNamePerson(facts) }, 'it_was_them').may;
  return may && personFirstName ? firstWord(personFirstName) : null;
}

/** No thanks discloses more than the matrix allows (§3.2); what became of the referred person is never read. */
function mayThank({ referrerProfessional }: Referral, { template }: Message): boolean {
  const to: Recipient = referrerProfessional
    ? { as: 'professional_referrer', consent: { is: 'none' } }
    : { as: 'personal_referrer', mayName: false };
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
    hours: String(answersWithinHours(practice.policy)),
    crisis_route: crisisRouteIn(practice),
  };
}
