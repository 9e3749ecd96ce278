import { sql, type RawBuilder } from 'kysely';
import { sumOf, type Figure } from '../../policy/reports/hidden.ts';
import { daysBack } from './settled.ts';
import type { Question } from './report.ts';

const FOLLOWED_WITHIN_DAYS = 28;

/** People whom somebody said they had sent (S80). */
export const INTRODUCTION_MEASURES = ['followed', 'not_followed', 'waiting'] as const;
export type IntroductionMeasure = (typeof INTRODUCTION_MEASURES)[number];
export type ShownIntroductions = { n: Figure; followed: Figure; notFollowed: Figure; waiting: Figure };

/**
 * The introductions of the period: the columns of `groupedBy`, and `introduced`, which is one of the measures. In the
 * referrer's own words: a letter is no introduction, and "I've told someone" names nobody.
 */
export function introductions(question: Question): RawBuilder<unknown> {
  const { tx, period } = question;
  return sql`
    select r.received_at as at, r.practitioner_id as practitioner, r.service_line_id as service_line, null::text as stage,
      case when r.referrer_client_id is not null then 'client'
        when r.referrer_professional_id is not null then 'professional' else 'other' end as source_kind,
      coalesce(r.referrer_client_id, r.referrer_professional_id) as source_ref,
      case when r.enquiry_id is not null then 'followed'
        when r.received_at <= ${daysBack(question, FOLLOWED_WITHIN_DAYS)} then 'not_followed' else 'waiting' end as introduced
    from referral r where r.practice_id = ${tx.practiceId} and r.kind = 'referral' and r.learned_from = 'referrer'
      and r.received_at >= ${period.from} and r.received_at < ${period.to}`;
}

export function shownIntroductions(counts: Record<IntroductionMeasure, Figure>): ShownIntroductions {
  const { followed, not_followed: notFollowed, waiting } = counts;
  return { n: sumOf([followed, notFollowed, waiting]), followed, notFollowed, waiting };
}
