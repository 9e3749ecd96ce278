import type { Message } from '../entities/message.ts';
import { ReferOut } from '../entities/refer-out.ts';
import { Practice } from '../entities/practice.ts';
import type { Tx } from '../facts/transaction.ts';
import { holdForPerson } from '../facts/outbound-mail/hold-for-person.ts';
import { lockReferOutMail } from '../facts/locks/lock-refer-out.ts';
import { makeLinkWork } from '../facts/outbound-mail/make-link-work.ts';
import { isAgreedWith } from '../facts/refer-outs/read-handover.ts';
import { readReferOut } from '../facts/refer-outs/read-refer-out.ts';
import { readReferredPerson } from '../facts/refer-outs/referred-person.ts';
import { stopMessage } from '../facts/outbound-mail/stop-message.ts';
import { composeMessage, type Envelope } from '../email/compose.ts';
import { publicLink } from '../email/public-link.ts';
import { TEMPLATES } from '../email/templates/catalogue.ts';
import { mayDisclose } from '../policy/disclosures/disclosure.ts';
import type { Carriage } from './carry-message.ts';
import type { ActivityDeps } from './deps.ts';

const LINK_WORKS_MS = 14 * 86_400_000;

/** Names for whoever got in touch (M13), or a link for the colleague they said yes to (M14). */
export function referOutCarriage(
  deps: ActivityDeps,
  { referOutId, messageId }: { referOutId: string; messageId: string },
): Carriage {
  return {
    ifNeverFound: 'hold',
    lock: (tx) => lockReferOutMail(tx, referOutId, messageId),
    async prepare(tx, message) {
      const referOut = await tx.em.findOneOrFail(ReferOut, { practiceId: tx.practiceId, id: referOutId });
      const { sending } = await tx.em.findOneOrFail(Practice, tx.practiceId);
      if (sending === 'paused') return null;
      const why =
        message.template === 'm14'
          ? await whyNotToColleague(deps, tx, referOut, message)
          : await whyNotToEnquirer(tx, referOut);
      if (why) return stopMessage(tx, message, why);
      return written(deps, tx, message);
    },
    rehearsed: async () => undefined,
    held: holdForPerson,
  };
}

/** Everything again, in the transaction that sends: the yes to this colleague, the person, the colleague's address. */
async function whyNotToColleague(
  deps: ActivityDeps,
  tx: Tx,
  referOut: ReferOut,
  message: Message,
): Promise<string | null> {
  const agreed = isAgreedWith(referOut, message.professional?.id);
  const verdict = mayDisclose({ as: 'colleague', agreed }, TEMPLATES.m14.tells ?? 'how_to_reach_them');
  if (!verdict.may) return verdict.why;
  if ((await readReferredPerson(tx, referOut)) === null) return 'gone';
  const { facts } = await readReferOut(tx, referOut, deps.mailer.searchLagMs);
  return facts.ring;
}

async function whyNotToEnquirer(tx: Tx, referOut: ReferOut): Promise<string | null> {
  if (referOut.status !== 'offered' || referOut.consentedAt) return 'no_longer_wanted';
  return (await readReferredPerson(tx, referOut))?.mail ? null : 'no_address';
}

async function written(deps: ActivityDeps, tx: Tx, message: Message): Promise<Envelope | null> {
  const envelope = await composeMessage(tx.em, message, deps.publicUrl);
  if (envelope === null) return stopMessage(tx, message, 'cannot_write');
  if (message.template === 'm14') await openLink(deps, tx, message);
  return envelope;
}

/** The link works from now on, for a fortnight. */
async function openLink({ publicUrl }: ActivityDeps, tx: Tx, message: Message): Promise<void> {
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const link = publicLink(publicUrl, practice, 'handover', message.id);
  await makeLinkWork(tx, link, new Date(tx.now.getTime() + LINK_WORKS_MS));
}
