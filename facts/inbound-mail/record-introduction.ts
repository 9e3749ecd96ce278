import type { InboundMail } from '../../entities/inbound-mail.ts';
import { Practice } from '../../entities/practice.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { Tx } from '../transaction.ts';
import type { NamedReferrer } from '../referrals/identify-referrer.ts';
import { recordReferral } from '../referrals/record-referral.ts';

export type Introduction = {
  as: 'introduction' | 'letter';
  firstName: string | null;
  referrer: NamedReferrer;
  /** A person states that this is another person of the same name. */
  distinct: boolean;
  /** More strangers have come today than are thanked. */
  isOneOfTooMany?: boolean;
};

/**
 * Records the referral of an introduction or a professional referral, with a first name only (§3.4). False where it may
 * duplicate one of the same referrer.
 */
export async function recordIntroduction(
  tx: Tx,
  mail: InboundMail,
  { as, firstName, referrer, distinct, isOneOfTooMany }: Introduction,
): Promise<boolean> {
  const { policy } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const { outcome, referral } = await recordReferral(
    tx,
    {
      learnedFrom: as === 'letter' ? 'professional_letter' : 'referrer',
      referrer,
      ...(firstName === null ? {} : { person: { firstName } }),
      via: 'email',
      receivedAt: mail.receivedAt,
      distinct,
      isOneOfTooMany,
    },
    toMs(policy.acknowledgement.deadline),
  );
  mail.linkReferral(referral.id, tx.now);
  return outcome === 'recorded';
}
