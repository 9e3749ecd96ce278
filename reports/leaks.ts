import { Staff } from '../entities/staff.ts';
import type { Tx } from '../facts/transaction.ts';
import { LOSS_CAUSES, type LossCause } from '../policy/enquiries/enquiry-terms.ts';
import { missingFieldsOf, OWN_FIELDS, PROFILE_FIELDS } from '../policy/practice/missing-profile-fields.ts';
import { sumOf, type Figure } from '../policy/reports/hidden.ts';
import type { Group } from './shared/groups.ts';
import { shownIntroductions, type ShownIntroductions } from './shared/introductions.ts';
import { countLeaks, LEAK_MEASURES, type LeakMeasure } from './shared/leak-counts.ts';
import { counted, type Counts } from './shared/report.ts';

type Unstated = { practitionerId: string; unstated: readonly (typeof OWN_FIELDS)[number][] };

type Body = {
  n: Figure;
  seen: Figure;
  rows: (Group & { cause: LossCause; lost: Figure; stalled: Figure })[];
  introductions: ShownIntroductions;
  unstated: readonly (typeof PROFILE_FIELDS)[number][];
  unstatedBy: readonly Unstated[];
};

/** Where enquiries are lost before a first session (S80); an attended one never counts. */
export const leaks = counted<LeakMeasure, readonly Unstated[], Body>({
  name: 'leaks',
  question: 'Where people are lost on the way to a first session, and what it looks like',
  definition:
    'People who got in touch in this time and were not seen, by what it looks like: hard_to_contact (our answer was late, or none), not_resonating (a person’s judgement), not_top_of_mind (one of several names, or a source of whose people few come), not_ready (the moment was not right, or they were introduced to us by somebody and had not been in touch after 28 days). Lost: closed with that cause, or never in touch. Stalled: open, and longer in a stage than promised, by the latest cause that was noted.',
  measures: LEAK_MEASURES,
  parts: [['seen', 'asked']],
  matureDays: 60,
  cells: countLeaks,
  also: async ({ tx }) => ({ of: new Map(), all: await unstatedBy(tx) }),
  shape: ({ rows, total, also, by }, { practice }) => ({
    n: total.asked,
    seen: total.seen,
    rows: (by === null ? [{ group: {}, counts: total }] : rows).flatMap(({ group, counts }) =>
      LOSS_CAUSES.map((cause) => ({ ...group, cause, ...lostTo(cause, counts) })),
    ),
    introductions: shownIntroductions(total),
    unstated: missingFieldsOf(PROFILE_FIELDS, practice),
    unstatedBy: also ?? [],
  }),
});

function lostTo(cause: LossCause, counts: Counts<LeakMeasure>): { lost: Figure; stalled: Figure } {
  const neverInTouch = cause === 'not_ready' ? counts.not_followed : 0;
  return { lost: sumOf([counts[`lost_${cause}`], neverInTouch]), stalled: counts[`stalled_${cause}`] };
}

async function unstatedBy({ em }: Tx): Promise<Unstated[]> {
  const staff = await em.find(Staff, { active: true }, { orderBy: { id: 'asc' } });
  return staff
    .filter(({ roles }) => roles.includes('practitioner'))
    .map((own) => ({ practitionerId: own.id, unstated: missingFieldsOf(OWN_FIELDS, own) }))
    .filter(({ unstated }) => unstated.length > 0);
}
