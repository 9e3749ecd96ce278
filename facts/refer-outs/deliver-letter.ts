import type { Message } from '../../entities/message.ts';
import { Professional } from '../../entities/professional.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import { Practice } from '../../entities/practice.ts';
import { publicLink } from '../../email/public-link.ts';
import { TEMPLATES } from '../../email/templates/catalogue.ts';
import { mayDisclose } from '../../policy/disclosures/disclosure.ts';
import type { Tx } from '../transaction.ts';
import { composeOrHold } from '../outbound-mail/compose-or-hold.ts';
import type { Prepared } from '../outbound-mail/claim-message.ts';
import { makeLinkWork } from '../outbound-mail/make-link-work.ts';
import { isAgreedWith } from './read-handover.ts';
import { readReferOut } from './read-refer-out.ts';
import { readReferredPerson } from './referred-person.ts';

/** Names for whoever got in touch (M13), or a link for the colleague they said yes to (M14), asked about again. */
export async function prepareReferOutMail(tx: Tx, message: Message, publicUrl: string): Promise<Prepared> {
  const { em, practiceId } = tx;
  const referOut = await em.findOneOrFail(ReferOut, { practiceId, id: message.referOut?.id ?? '' });
  const practice = await em.findOneOrFail(Practice, practiceId);
  if (practice.sending === 'paused') return null;
  const toColleague = message.template === 'm14';
  const why = toColleague
    ? await whyNotToColleague(tx, referOut, message)
    : await whyNotToEnquirer(tx, referOut);
  if (why) return { stop: why };
  const envelope = await composeOrHold(tx, message, publicUrl);
  if (envelope === null) return { stop: 'cannot_write' };
  if ('hold' in envelope) return envelope;
  if (toColleague) {
    const colleague = await em.findOneOrFail(Professional, { id: message.professional?.id ?? '' });
    const subject = { id: message.id, generation: colleague.linkGeneration };
    await makeLinkWork(tx, publicLink(publicUrl, practice, 'handover', subject));
  }
  return envelope;
}

/** The yes to this colleague, the person, and the colleague's address, in the transaction that sends. */
async function whyNotToColleague(tx: Tx, referOut: ReferOut, message: Message): Promise<string | null> {
  const agreed = isAgreedWith(referOut, message.professional?.id);
  const verdict = mayDisclose({ as: 'colleague', agreed }, TEMPLATES.m14.tells ?? 'how_to_reach_them');
  if (!verdict.may) return verdict.why;
  if ((await readReferredPerson(tx, referOut)) === null) return 'gone';
  const { facts } = await readReferOut(tx, referOut);
  return facts.ring;
}

async function whyNotToEnquirer(tx: Tx, referOut: ReferOut): Promise<string | null> {
  if (referOut.status !== 'offered' || referOut.consentedAt) return 'no_longer_wanted';
  return (await readReferredPerson(tx, referOut))?.mail ? null : 'no_address';
}
