import { LOSS_CAUSES, type LossCause } from '../policy/enquiries/enquiry-terms.ts';
import {
  biggestDrop,
  FUNNEL_STEPS,
  LOST_AT,
  type FunnelStep,
  type LostAt,
} from '../policy/reports/funnel.ts';
import { HIDDEN, leftOf, sumOf, type Figure, type Hidden } from '../policy/reports/hidden.ts';
import type { RunChart } from '../policy/reports/run-chart.ts';
import { shownRate, type ShownRate } from '../policy/reports/shown-rate.ts';
import {
  countFunnel,
  FUNNEL_MATURE_DAYS,
  FUNNEL_MEASURES,
  type FunnelMeasure,
} from './shared/funnel-counts.ts';
import { hoursToContact, type HoursToContact } from './shared/hours-to-contact.ts';
import type { Group } from './shared/groups.ts';
import { shownIntroductions, type ShownIntroductions } from './shared/introductions.ts';
import { counted, type Counts } from './shared/report.ts';
import { seriesOf } from './shared/series.ts';

type Row = Group & {
  step: FunnelStep;
  n: Figure;
  ofPrevious: ShownRate;
  ofAll: ShownRate;
  lost: Figure;
  leaks: Record<LossCause, Figure>;
};

type Body = {
  n: Figure;
  rows: Row[];
  introductions: ShownIntroductions;
  medianHours: Figure | null;
  p90Hours: Figure | null;
  biggestDrop: ReturnType<typeof biggestDrop>;
  maturing: Figure;
  series?: RunChart | Hidden;
};

/** How many come from first contact to a first session and stay, and where the others are lost (S78, §5.1). */
export const funnel = counted<FunnelMeasure, HoursToContact, Body>({
  name: 'funnel',
  question:
    'How many of those who get in touch come to a first session and stay, and where the others are lost',
  definition:
    'Everybody who got in touch in the period, by the furthest step they have reached by now; booked counts within 60 days of the first reply, and attended and kept count of those. n: all of them. Rates and lost: of those who got in touch at least 60 days ago; the others are maturing. Leaks: what their loss looked like, where it is known. Biggest drop: the step before the first session at which most were lost. Hours: from getting in touch to the first reply, of all who had one. Introductions: people whom somebody said in their own words they had sent; not followed: no enquiry after 28 days. Series: everybody who got in touch, by whole months that are over, at most 24; median, mean and limits are those of the first twelve. Intervals: Wilson, 80 %.',
  measures: FUNNEL_MEASURES,
  parts: [
    ['contacted', 'in_touch'],
    ['booked', 'contacted'],
    ['attended', 'booked'],
    ['kept', 'attended'],
  ],
  matureDays: FUNNEL_MATURE_DAYS,
  cells: countFunnel,
  also: hoursToContact,
  shape({ rows, total, also, by }, question) {
    const withPeople = rows.filter(({ counts }) => reached(counts, 'in_touch') !== 0);
    const groups = by === null ? [{ group: {}, counts: total }] : withPeople;
    // Whoever may recognise nobody reads no months apart.
    const isByMonth = rows.length > 0 || reached(total, 'in_touch') === 0;
    return {
      n: reached(total, 'in_touch'),
      rows: groups.flatMap(({ group, counts }) =>
        FUNNEL_STEPS.map((step) => ({ ...group, ...stepRow(counts, step) })),
      ),
      introductions: shownIntroductions(total),
      medianHours: also === null ? HIDDEN : also.median,
      p90Hours: also === null ? HIDDEN : also.p90,
      biggestDrop: biggestDrop(LOST_AT.map((step) => ({ ...stepRow(total, step), step }))),
      maturing: total.young_in_touch,
      ...(by === 'month' ? { series: isByMonth ? seriesOf(inTouchByMonth(rows), question) : HIDDEN } : {}),
    };
  },
});

type Seen = Counts<FunnelMeasure>;

function inTouchByMonth(rows: readonly { group: Group; counts: Seen }[]): Map<string, Figure> {
  return new Map(rows.map(({ group, counts }) => [group.month ?? '', reached(counts, 'in_touch')]));
}

function stepRow(counts: Seen, step: FunnelStep): Omit<Row, keyof Group> {
  const before = FUNNEL_STEPS[FUNNEL_STEPS.indexOf(step) - 1] ?? step;
  return {
    step,
    n: reached(counts, step),
    ofPrevious: shownRate(counts[step], counts[before]),
    ofAll: shownRate(counts[step], counts.in_touch),
    lost: leftOf(counts[before], counts[step]),
    leaks: leaksAt(counts, step),
  };
}

function reached(counts: Seen, step: FunnelStep): Figure {
  return sumOf([counts[step], counts[`young_${step}`]]);
}

function leaksAt(counts: Seen, step: FunnelStep): Row['leaks'] {
  const at: LostAt | undefined = LOST_AT.find((one) => one === step);
  const count = (cause: LossCause): Figure => (at ? counts[`${at}_${cause}`] : 0);
  const entries = LOSS_CAUSES.map((cause) => [cause, count(cause)]);
  return Object.fromEntries(entries) as Row['leaks']; // oxlint-disable-line typescript/no-unsafe-type-assertion -- one entry a cause
}
