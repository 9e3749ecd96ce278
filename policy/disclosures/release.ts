import {
  FEEDBACK,
  mayDisclose,
  type Feedback,
  type Recipient,
  type RefusedBecause,
  type ReleaseScope,
  type ReleaseStatus,
} from './disclosure.ts';
import type { ClosingReason } from '../enquiries/enquiry-terms.ts';

/** A consent as recorded. */
export type GivenConsent = {
  id: string;
  scope: readonly ReleaseScope[];
  expiresAt: Date;
  withdrawnAt: Date | null;
};

const CONSENT_MONTHS = 12;

/** A consent to tell a professional something holds for twelve months (§3.2). */
export function consentExpiry(givenAt: Date): Date {
  const given = Temporal.Instant.fromEpochMilliseconds(givenAt.getTime()).toZonedDateTimeISO('UTC');
  return new Date(given.add({ months: CONSENT_MONTHS }).epochMilliseconds);
}

/** The status of the latest consent; an earlier one never revives. */
export function releaseStatusOf(latest: GivenConsent | null, now: Date): ReleaseStatus {
  if (!latest) return { is: 'none' };
  if (latest.withdrawnAt) return { is: 'withdrawn' };
  if (latest.expiresAt <= now) return { is: 'expired' };
  return { is: 'given', consentId: latest.id, scope: latest.scope };
}

/** The outcome of an enquiry, as far as it may ever be released. */
export type Outcome = {
  gotInTouch: boolean;
  booked: boolean;
  attended: boolean;
  ended: boolean;
  closed: ClosingReason | null;
  sentOn: boolean;
};

type Disclosed = { what: Feedback; may: boolean; why?: RefusedBecause };
export type ReleaseAnswer = { tells: Disclosed[]; words: string };

/** The words for a recipient who may be told nothing: the same whatever the facts. */
const NOTHING_TO_SAY =
  "Thank you for asking. We keep everyone's contact with us private, so I can't say who does or doesn't come here. If they would like you to know, they only need to tell us.";
const NOTHING_EVER =
  "Thank you for asking. We keep everyone's contact with us private, yours included, so I can't say anything about anybody. You can always ask them.";

/** What this recipient may be told now, and the words to say; without a consent independent of the outcome. */
export function releaseAnswer(to: Recipient, outcome: Outcome): ReleaseAnswer {
  const tells = FEEDBACK.map((what): Disclosed => {
    const verdict = mayDisclose(to, what);
    return verdict.may ? { what, may: true } : { what, may: false, why: verdict.why };
  });
  const allowed = tells.flatMap(({ what, may }) => (may ? [what] : []));
  const nothing = to.as === 'personal_referrer' ? NOTHING_EVER : NOTHING_TO_SAY;
  return { tells, words: allowed.length === 0 ? nothing : sentences(allowed, outcome).join(' ') };
}

const CLOSED: Readonly<Record<ClosingReason, string>> = {
  not_ready: 'It was not the right moment for them.',
  no_reply: 'We wrote, and did not hear back.',
  not_a_fit: 'We were not the right people for them, and said so.',
  declined: 'They decided not to go on with us.',
  waitlisted: 'They are waiting for a place with us.',
};

function sentences(allowed: readonly Feedback[], outcome: Outcome): string[] {
  const touch = outcome.gotInTouch
    ? 'They have been in touch with us.'
    : 'They have not been in touch with us yet.';
  return [
    ...(allowed.includes('contacted') ? [touch] : []),
    ...(allowed.includes('attended') ? [attendance(outcome)] : []),
    ...(allowed.includes('ended') && outcome.ended ? ['Our work together has come to its end.'] : []),
    ...(allowed.includes('outcome_kind') ? ending(outcome) : []),
  ];
}

function attendance({ booked, attended }: Outcome): string {
  if (attended) return 'They have come to a first appointment.';
  return booked ? 'They have a first appointment.' : 'They have no appointment yet.';
}

function ending({ closed, sentOn }: Outcome): string[] {
  return [
    ...(closed ? [CLOSED[closed]] : []),
    ...(sentOn ? ['We are helping them to find somebody else.'] : []),
  ];
}

const REFUSAL_WORDS: Readonly<Record<RefusedBecause, string>> = {
  never: 'Whoever put in a good word for us is told that their message reached us, and never anything else.',
  no_consent:
    'The person has not allowed this professional to be told anything (POST …/feedback-consent records a yes).',
  consent_withdrawn: 'The person has taken their consent back.',
  consent_expired: 'The consent is older than twelve months; ask the person again.',
  outside_the_consent: 'The person has allowed less than this.',
  not_their_own: 'This is known to the practitioner whose own work it is.',
  not_named: 'Whoever sent them has not agreed to be named.',
  not_agreed: 'The person has not said yes to this colleague.',
};

/** Why a disclosure is refused, in words for staff. */
export function refusalWords(why: RefusedBecause): string {
  return REFUSAL_WORDS[why];
}
