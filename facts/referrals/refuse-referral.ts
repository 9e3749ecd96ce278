import type { LearnedFrom } from '../../policy/referrals/acknowledgement.ts';
import { WORDS_FOR_A_FRIENDS_NUMBER } from '../../policy/outbound-mail/subjects.ts';
import type { NamedReferrer } from './identify-referrer.ts';
import { wrongFields } from '../refusal.ts';

type ReferralInput = {
  learnedFrom: LearnedFrom;
  referrer: NamedReferrer;
  person?: { firstName: string; email?: string | undefined; phone?: string | undefined } | undefined;
};

/** A friend's contact details are never taken from a personal referrer (D1); the answer is the words to say (M25). */
export function refuseAFriendsDetails({ referrer, learnedFrom, person }: ReferralInput): void {
  const personal = learnedFrom === 'referrer' && !('professionalId' in referrer);
  if (!person || !(personal || 'clientId' in referrer)) return;
  const given = (['email', 'phone'] as const).filter((field) => person[field] !== undefined);
  if (given.length === 0) return;
  throw wrongFields(
    given.map((field) => ({
      path: `person.${field}`,
      message: 'A first name is all that is kept of a friend who has not been in touch.',
    })),
    WORDS_FOR_A_FRIENDS_NUMBER,
  );
}

/**
 * A professional referral must not name a client as its referrer: they would be thanked for what they never told us
 * (D4).
 */
export function refuseClientsLetter({ referrer, learnedFrom }: ReferralInput): void {
  if (learnedFrom !== 'professional_letter' || !('clientId' in referrer)) return;
  throw wrongFields([
    {
      path: 'learnedFrom',
      message:
        'A professional_letter comes from a professional; for a client choose referrer, link or enquirer.',
    },
  ]);
}
