import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import type { ContactPart } from '../../policy/contact-path/contact-parts.ts';
import { inboundAddressOf, isOwnMailbox } from '../../policy/inbound-mail/inbound-address.ts';
import type { AllowedNetwork } from '../../policy/webhooks/allowed-network.ts';
import type { Tx } from '../transaction.ts';

/** How the installation is reached: its mailbox for what comes in, and which networks it may look at. */
export type Reached = { mailbox: string | null; webhookReach: AllowedNetwork };

/** What there is to be checked in a practice, as it is set up now. */
export type PracticeParts = {
  practice: Practice;
  parts: ContactPart[];
  /** Its website, and the pages that its own pages lead to. */
  websites: string[];
  /** Active practitioners with a card. */
  cards: string[];
  inboundAddress: string | null;
};

/**
 * Forms, links, the widget and cards always; websites where some are given and may be looked at; mail only while the practice is
 * live, because in rehearsal and in a pause nothing leaves.
 */
export async function partsOfPractice(tx: Tx, { mailbox, webhookReach }: Reached): Promise<PracticeParts> {
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const staff = await tx.em.find(Staff, { active: true }, { orderBy: { id: 'asc' } });
  const cards = staff
    .filter(({ roles, whoWeHelp }) => roles.includes('practitioner') || whoWeHelp)
    .map(({ id }) => id);
  const { website, privacyUrl, videoUrl } = practice;
  const given = [website, privacyUrl, videoUrl].flatMap((url) => url ?? []);
  const websites = webhookReach === 'nowhere' ? [] : [...new Set(given)];
  const inboundAddress = inboundAddressOf(mailbox, practice.slug);
  const mailLeaves = practice.sending === 'live' && mailbox !== null && inboundAddress !== null;
  const answersItself = mailLeaves && practice.hasAutoresponder && !isOwnMailbox(mailbox, practice.replyTo);
  const parts: ContactPart[] = [
    'form',
    'professionals_form',
    ...(mailLeaves ? (['inbound'] as const) : []),
    ...(websites.length > 0 ? (['website'] as const) : []),
    'links',
    'widget',
    ...(cards.length > 0 ? (['cards'] as const) : []),
    ...(answersItself ? (['autoresponse'] as const) : []),
  ];
  return { practice, parts, websites, cards, inboundAddress };
}
