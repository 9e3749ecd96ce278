import type { ReferralView } from '../schemas/referral.ts';
import type { z } from 'zod';
import type { TimelineEvent } from '../../facts/referral-event.ts';
import { whyLate } from '../../facts/referrals/late-thanks.ts';
import type { Practice } from '../../entities/practice.ts';
import type { Message } from '../../entities/message.ts';
import { REFERRAL_EVENTS } from '../../entities/referral-event.ts';
import type { Referral } from '../../entities/referral.ts';
import { takeBackUntil } from '../../policy/outbound-mail/take-back.ts';
import type { Me } from '../route.ts';

type Shown = z.output<typeof ReferralView>;

type Around = {
  timeline: readonly TimelineEvent[];
  thanks: Message | null;
  practice: Practice;
  now: Date;
  me: Me;
  /** Of referrers, by the ids of clients and colleagues. */
  names?: ReadonlyMap<string, string>;
};

/** A referral as the API shows it. `late` is a flag beside the status (S37). */
export function referralView(
  referral: Referral,
  { timeline, thanks, practice, now, me, names = new Map() }: Around,
): Shown {
  return {
    id: referral.id,
    number: referral.number,
    learnedFrom: referral.learnedFrom,
    via: referral.via,
    referrer: referrerView(referral, me, names),
    person: referral.personFirstName ? { firstName: referral.personFirstName } : null,
    enquiryId: referral.enquiry?.id,
    mayThank: referral.mayThank ?? null,
    mayName: referral.mayName ?? null,
    practitionerId: referral.practitioner?.id ?? null,
    serviceLineId: referral.serviceLineId ?? null,
    receivedAt: referral.receivedAt.toISOString(),
    recordedAt: referral.recordedAt.toISOString(),
    updatedAt: referral.updatedAt.toISOString(),
    acknowledgement: acknowledgementView(referral, { timeline, thanks, practice, now }),
    timeline: timeline
      .toSorted((one, other) => one.at.getTime() - other.at.getTime() || orderOf(one) - orderOf(other))
      .map(({ at, what, by, why }) => ({ at: at.toISOString(), what, by: by ?? null, why: why ?? null })),
    workflowId: `referral/${referral.id}`,
  };
}

/** Orders events of the same millisecond. */
function orderOf({ what }: TimelineEvent): number {
  return REFERRAL_EVENTS.indexOf(what);
}

/** Which client it was is for the desk and the owner (S25). */
function referrerView(
  referral: Referral,
  { ownOnly }: Me,
  names: ReadonlyMap<string, string>,
): Shown['referrer'] {
  const { referrerClient, referrerProfessional } = referral;
  const name = names.get(referrerClient?.id ?? referrerProfessional?.id ?? '');
  if (referrerClient) return ownOnly ? {} : { clientId: referrerClient.id, name };
  if (referrerProfessional) return { professionalId: referrerProfessional.id, name };
  return referral.referrerFirstName ? { firstName: referral.referrerFirstName } : {};
}

function acknowledgementView(
  referral: Referral,
  { timeline, thanks, practice, now }: Omit<Around, 'me' | 'names'>,
): Shown['acknowledgement'] {
  const { status, dueAt, thankedAt } = referral;
  const thanked = status === 'sent' || status === 'done_by_hand' || status === 'would_send';
  const open = status === 'due' || status === 'needs_person';
  const sentAt = thanked ? thankedAt : null;
  const measuredAt = open ? now : sentAt;
  const late = Boolean(dueAt && measuredAt && measuredAt > dueAt);
  return {
    status,
    needsPerson: referral.needsPerson ?? undefined,
    late,
    lateReason: late ? (referral.lateReason ?? whyLate(referral, practice, timeline)) : null,
    lateAtEntry: referral.lateAtEntry,
    delivery: thanks?.delivery ?? undefined,
    dueAt: dueAt?.toISOString() ?? null,
    sentAt: sentAt?.toISOString(),
    by: sentAt ? (referral.thankedBy ?? 'automatic') : undefined,
    byHand: referral.thankedByHand ?? undefined,
    messageId: referral.messageId ?? undefined,
    takeBackUntil: thanks ? takeBackUntil(thanks, now)?.toISOString() : undefined,
  };
}
