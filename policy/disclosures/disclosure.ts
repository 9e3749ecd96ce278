/** What a person may release to a professional (§3.2); nothing clinical. */
export const RELEASE_SCOPES = ['contacted', 'attended', 'ended', 'outcome_kind'] as const;
export type ReleaseScope = (typeof RELEASE_SCOPES)[number];

/** What could be disclosed about a referred person (§3.2, S79). */
export const DISCLOSABLE = [
  'received',
  'contacted',
  'booked',
  'attended',
  'ended',
  'outcome_kind',
  'clinical',
  'who_sent_them',
  'it_was_them',
  'how_to_reach_them',
] as const;
export type Disclosable = (typeof DISCLOSABLE)[number];

/** What a referring professional can be told with the person's consent. */
export const FEEDBACK = ['contacted', 'booked', 'attended', 'ended', 'outcome_kind'] as const;
export type Feedback = (typeof FEEDBACK)[number];

/** The status of a person's release for one professional. */
export type ReleaseStatus =
  | { is: 'given'; consentId: string; scope: readonly ReleaseScope[] }
  | { is: 'none' | 'withdrawn' | 'expired' };

/** The recipient of a disclosure. */
export type Recipient =
  /** `mayName`: the person said themselves that their referrer may know it was them (M4). */
  | { as: 'personal_referrer'; mayName: boolean }
  | { as: 'professional_referrer'; consent: ReleaseStatus }
  | { as: 'desk' }
  | { as: 'practitioner'; isOwn: boolean }
  | { as: 'owner' }
  /** The person themselves, about their referrer. */
  | { as: 'new_person'; sentBy: 'personal' | 'professional'; mayName: boolean }
  /** A colleague to whom the person is referred out; `agreed`: the person consented to this colleague. */
  | { as: 'colleague'; agreed: boolean };

export const REFUSED_BECAUSE = [
  'never',
  'no_consent',
  'consent_withdrawn',
  'consent_expired',
  'outside_the_consent',
  'not_their_own',
  'not_named',
  'not_agreed',
] as const;
export type RefusedBecause = (typeof REFUSED_BECAUSE)[number];

export type Verdict = { may: true; consentId: string | null } | { may: false; why: RefusedBecause };

/** A wider consent includes the narrower one: "attended" includes "contacted". */
const ALLOWED_BY: Readonly<Record<Feedback, readonly ReleaseScope[]>> = {
  contacted: ['contacted', 'attended', 'ended', 'outcome_kind'],
  booked: ['attended', 'ended'],
  attended: ['attended', 'ended'],
  ended: ['ended'],
  outcome_kind: ['outcome_kind'],
};
const BECAUSE = {
  none: 'no_consent',
  withdrawn: 'consent_withdrawn',
  expired: 'consent_expired',
} as const satisfies Record<Exclude<ReleaseStatus['is'], 'given'>, RefusedBecause>;

const YES: Verdict = { may: true, consentId: null };
const NEVER: Verdict = { may: false, why: 'never' };

/**
 * Who may be told what about whom (§3.2): a personal referrer that their own message arrived, and who it was only where
 * that person ticked it; a professional what the person released in writing; nobody anything clinical.
 */
export function mayDisclose(to: Recipient, what: Disclosable): Verdict {
  if (what === 'clinical') return NEVER;
  switch (to.as) {
    case 'personal_referrer':
      if (what === 'it_was_them') return to.mayName ? YES : no('not_named');
      return what === 'received' ? YES : NEVER;
    case 'professional_referrer':
      if (what === 'received') return YES;
      return isFeedback(what) ? byConsent(to.consent, what) : NEVER;
    case 'new_person':
      if (what !== 'who_sent_them') return NEVER;
      return to.sentBy === 'professional' || to.mayName ? YES : no('not_named');
    case 'colleague':
      if (what !== 'how_to_reach_them') return NEVER;
      return to.agreed ? YES : no('not_agreed');
    case 'practitioner':
      return to.isOwn ? YES : no('not_their_own');
    case 'desk':
    case 'owner':
      return YES;
  }
}

function byConsent(consent: ReleaseStatus, what: Feedback): Verdict {
  if (consent.is !== 'given') return no(BECAUSE[consent.is]);
  const allows = ALLOWED_BY[what].some((scope) => consent.scope.includes(scope));
  return allows ? { may: true, consentId: consent.consentId } : no('outside_the_consent');
}

function isFeedback(what: Disclosable): what is Feedback {
  return FEEDBACK.some((one) => one === what);
}

function no(why: RefusedBecause): Verdict {
  return { may: false, why };
}
