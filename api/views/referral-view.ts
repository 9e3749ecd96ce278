import type { ReferralView } from '../schemas/referral.ts';
import type { z } from 'zod';
import type { TimelineEvent } from '../../facts/referral-event.ts';
import type { Message } from '../../entities/message.ts';
import { REFERRAL_EVENTS } from '../../entities/referral-event.ts';
import type { Referral } from '../../entities/referral.ts';

type Shown = z.output<typeof ReferralView>;

/** A referral as the API shows it. `late` is a flag beside the status (S37). */
export function referralView(
  referral: Referral,
  { timeline, thanks, now }: { timeline: readonly TimelineEvent[]; thanks: Message | null; now: Date },
): Shown {
  return {
    id: referral.id,
    number: referral.number,
    learnedFrom: referral.learnedFrom,
    via: referral.via,
    referrer: referrerView(referral),
    person: referral.personFirstName ? { firstName: referral.personFirstName } : null,
    enquiryId: referral.enquiry?.id,
    mayThank: referral.mayThank ?? null,
    mayName: referral.mayName ?? null,
    practitionerId: referral.practitioner?.id ?? null,
    serviceLineId: referral.serviceLineId ?? null,
    receivedAt: referral.receivedAt.toISOString(),
    recordedAt: referral.recordedAt.toISOString(),
    updatedAt: referral.updatedAt.toISOString(),
    acknowledgement: acknowledgementView(referral, thanks, now),
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

function referrerView(referral: Referral): Shown['referrer'] {
  if (referral.referrerClient) return { clientId: referral.referrerClient.id };
  if (referral.referrerProfessional) return { professionalId: referral.referrerProfessional.id };
  return referral.referrerFirstName ? { firstName: referral.referrerFirstName } : {};
}

function acknowledgementView(
  referral: Referral,
  thanks: Message | null,
  now: Date,
): Shown['acknowledgement'] {
  const { status, dueAt, thankedAt } = referral;
  const thanked = status === 'sent' || status === 'done_by_hand' || status === 'would_send';
  const open = status === 'due' || status === 'needs_person';
  const sentAt = thanked ? thankedAt : null;
  const measuredAt = open ? now : sentAt;
  return {
    status,
    needsPerson: referral.needsPerson ?? undefined,
    late: Boolean(dueAt && measuredAt && measuredAt > dueAt),
    lateAtEntry: referral.lateAtEntry,
    delivery: thanks?.delivery ?? undefined,
    dueAt: dueAt?.toISOString() ?? null,
    sentAt: sentAt?.toISOString(),
    by: sentAt ? (referral.thankedBy ?? 'automatic') : undefined,
    byHand: referral.thankedByHand ?? undefined,
    messageId: referral.messageId ?? undefined,
  };
}
