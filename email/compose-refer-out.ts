import type { EntityManager } from '@mikro-orm/postgresql';
import { Enquiry } from '../entities/enquiry.ts';
import type { Message } from '../entities/message.ts';
import type { Practice } from '../entities/practice.ts';
import { Professional } from '../entities/professional.ts';
import { ReferOut } from '../entities/refer-out.ts';
import { Staff } from '../entities/staff.ts';
import { crisisRouteIn } from '../policy/practice/crisis-route.ts';
import { firstWord, inEnvelope, type Envelope } from './envelope.ts';
import { publicLink } from './public-link.ts';
import { TEMPLATE } from '../policy/outbound-mail/template-ids.ts';

type Around = { practice: Practice; publicUrl: string };

/** To an enquirer, with names (M13); or to a colleague, with a link behind which the name is shown (M14). */
export async function composeReferOut(
  em: EntityManager,
  message: Message,
  around: Around,
): Promise<Envelope | null> {
  return message.template === TEMPLATE.handover
    ? toColleague(em, message, around)
    : toEnquirer(em, message, around);
}

async function toColleague(
  em: EntityManager,
  message: Message,
  { practice, publicUrl }: Around,
): Promise<Envelope | null> {
  const { practiceId, professional } = message;
  const colleague = professional ? await em.findOne(Professional, { practiceId, id: professional.id }) : null;
  if (!colleague?.email) return null;
  const { url } = publicLink(publicUrl, practice, 'handover', {
    id: message.id,
    generation: colleague.linkGeneration,
  });
  const signer = await signedBy(em, message, practice);
  const context = { first: colleague.firstName, secure_link: url, signer };
  return inEnvelope(em, message, TEMPLATE.handover, { to: colleague.email, context });
}

async function toEnquirer(
  em: EntityManager,
  message: Message,
  { practice }: Around,
): Promise<Envelope | null> {
  const { practiceId, enquiry: about, referOut: of } = message;
  const enquiry = about ? await em.findOne(Enquiry, { practiceId, id: about.id }) : null;
  const referOut = of ? await em.findOne(ReferOut, { practiceId, id: of.id }) : null;
  if (!enquiry?.email || !referOut) return null;
  const colleagues = await em.find(Professional, { practiceId, id: { $in: referOut.suggestedIds } });
  const suggested = referOut.suggestedIds.flatMap((id) => colleagues.find((one) => one.id === id) ?? []);
  const context = {
    names: oneOf(suggested.map(nameOf), practice.locale),
    details: suggested.map(details).join('\n'),
    crisis_route: crisisRouteIn(practice),
    signer: await signedBy(em, message, practice),
  };
  return inEnvelope(em, message, TEMPLATE.suggestedColleagues, { to: enquiry.email, context });
}

/** The colleague's contact details, as the enquirer gets them. */
function details(colleague: Professional): string {
  const { organisation, phone, email } = colleague;
  return [nameOf(colleague), organisation, phone ?? email].filter(Boolean).join(', ');
}

function nameOf({ title, firstName, lastName }: Professional): string {
  return [title, firstName, lastName].filter(Boolean).join(' ');
}

function oneOf(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(names);
}

async function signedBy(em: EntityManager, message: Message, practice: Practice): Promise<string> {
  const { practiceId, signerId } = message;
  const signer = signerId ? await em.findOne(Staff, { practiceId, id: signerId }) : null;
  return signer ? firstWord(signer.name) : practice.neutralSenderName;
}
