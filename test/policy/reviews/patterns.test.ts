import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rateOf } from '../../../policy/reports/rate.ts';
import { frozenReview } from '../../../policy/reviews/frozen-review.ts';
import { patternsIn, type About, type Family } from '../../../policy/reviews/patterns.ts';
import { withoutPeople } from '../../../policy/reviews/without-people.ts';
import { SUGGESTIONS } from '../../../policy/reviews/review-terms.ts';
import { familiesIn } from '../../../reports/review-families.ts';

function family(measure: Family['measure'], rows: readonly (readonly [About, number, number])[]): Family {
  const counted = rows.map(([about, k, n]) => ({ about, k, n }));
  const sum = (field: 'k' | 'n') => counted.reduce((total, row) => total + row[field], 0);
  return { measure, rows: counted, total: { k: sum('k'), n: sum('n') } };
}

const line = (serviceLineId: string) => ({ serviceLineId });
const practitioner = (practitionerId: string) => ({ practitionerId });

test('a line whose answers differ is said in plain words, with n, and without a why', () => {
  const content = family('content', [
    [line('couples'), 8, 24],
    [line('adults'), 80, 95],
  ]);

  expect(patternsIn([content])).toEqual([
    {
      text: 'Of 24 answers in one service line, fewer were content than of the 95 elsewhere here. It says that they differ, not why.',
      n: 24,
      about: line('couples'),
      suggests: 'quality_check',
    },
  ]);
});

test.each<[string, Family, string]>([
  [
    'a practitioner whose people are less content',
    family('content', [
      [practitioner('a'), 8, 24],
      [practitioner('b'), 80, 95],
    ]),
    'supervision',
  ],
  [
    'a stage that recommends less',
    family('recommend', [
      [{ stage: 'early' }, 1, 40],
      [{ stage: 'late' }, 30, 60],
    ]),
    'cpd',
  ],
  [
    'a source whose people come',
    family('came', [
      [{ source: { kind: 'podcast' } }, 30, 40],
      [{ source: { kind: 'advert' } }, 20, 90],
      [{ source: { kind: 'event' } }, 20, 90],
    ]),
    'do_more_of',
  ],
  [
    'a moment that leads to nothing',
    family('led', [
      [{ moment: 'discharge' }, 1, 60],
      [{ moment: 'goal_reached' }, 10, 60],
      [{ moment: 'transition' }, 10, 60],
    ]),
    'quality_check',
  ],
])('each pattern suggests one of four things: %s', (_, found, suggests) => {
  expect(patternsIn([found])[0]?.suggests).toBe(suggests);
});

const anyAbout: fc.Arbitrary<About> = fc.oneof(
  fc.record({ practitionerId: fc.constantFrom('ada', 'bo', 'cy', 'dee') }),
  fc.record({ serviceLineId: fc.constantFrom('one', 'two', 'three') }),
  fc.record({ stage: fc.constantFrom('early', 'late') }),
  fc.record({ source: fc.record({ kind: fc.constantFrom('podcast', 'advert', 'client') }) }),
  fc.record({ moment: fc.constantFrom('discharge', 'goal_reached') }),
);
const anyFamily = fc
  .record({
    measure: fc.constantFrom('content' as const, 'recommend' as const, 'came' as const, 'led' as const),
    rows: fc.uniqueArray(
      fc.record({
        about: anyAbout,
        n: fc.integer({ min: 0, max: 200 }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { selector: ({ about }) => JSON.stringify(about), maxLength: 8 },
    ),
  })
  .map(({ measure, rows }) =>
    family(
      measure,
      rows.map(({ about, n, share }) => [about, Math.round(n * share), n] as const),
    ),
  );

test('three patterns at most, each of ten people and more, with intervals apart, one a kind of group, no order of colleagues and no cause', () => {
  fc.assert(
    fc.property(fc.array(anyFamily, { maxLength: 6 }), (families) => {
      const patterns = patternsIn(families);

      expect(patterns.length).toBeLessThanOrEqual(3);
      const kinds = patterns.map(({ about }) => Object.keys(about).join());
      expect(new Set(kinds).size).toBe(kinds.length);
      for (const { n, text, about, suggests } of patterns) {
        expect(n).toBeGreaterThanOrEqual(10);
        expect(SUGGESTIONS).toContain(suggests);
        expect(text).toContain(String(n));
        expect(text).not.toMatch(
          /\b(because|caused?|due to|leads? to|best|worst|most|least|rank|first place|top)\b/i,
        );
        const backed = families.some(({ rows, total }) =>
          rows.some((row) => {
            if (JSON.stringify(row.about) !== JSON.stringify(about) || row.n !== n) return false;
            const [here, others] = [rateOf(row.k, row.n), rateOf(total.k - row.k, total.n - row.n)];
            const apart = here && others && (here.low > others.high || here.high < others.low);
            return apart === true && total.n - row.n >= 10;
          }),
        );
        expect(backed).toBe(true);
      }
      expect(patternsIn(families.toReversed())).toEqual(patterns);
    }),
    { numRuns: 500 },
  );
});

test('whoever reads what identifies nobody reads no pattern of one practitioner, and no id of one', () => {
  const families = [
    family('content', [
      [practitioner('a'), 8, 24],
      [practitioner('b'), 80, 95],
    ]),
    family('content', [
      [line('x'), 8, 24],
      [line('y'), 80, 95],
    ]),
  ];
  const parts = {
    layers: {
      rows: {
        list: [{ practitionerId: 'a', n: 24, clientId: 'c', source: { kind: 'client', name: 'Robin' } }],
      },
    },
  };
  const about = {
    id: 'r',
    kind: 'monthly' as const,
    period: '2026-10',
    dueAt: new Date(0),
    frozenAt: new Date(0),
  };

  const full = frozenReview(about, { parts, families, missing: ['x', 'x'] }, 'all');
  const suppressed = frozenReview(about, { parts, families, missing: [] }, 'suppressed');

  expect(full.patterns.map(({ suggests }) => suggests)).toEqual(['supervision', 'quality_check']);
  expect(full.missing).toEqual(['x']);
  expect(full.agenda[3]?.figures).toEqual({
    rows: { list: [{ practitionerId: 'a', n: 24, source: { kind: 'client' } }] },
  });
  expect(suppressed.patterns.map(({ about: one }) => one)).toEqual([line('x')]);
  expect(JSON.stringify(suppressed)).not.toMatch(/practitionerId|clientId|Robin/);
});

test('what is frozen holds no name and no id of a client or a colleague, however deep it stood', () => {
  const hidden = fc.record({
    name: fc.string(),
    clientId: fc.uuid(),
    professionalId: fc.uuid(),
    n: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(hidden, fc.record({ rows: fc.array(hidden) }))), (figures) => {
      const kept = JSON.stringify(withoutPeople(figures, 'all'));

      expect(kept).not.toMatch(/"(name|clientId|professionalId)"/);
      expect(JSON.parse(kept)).toHaveLength(figures.length);
    }),
  );
});

test('groups are taken from what the reports answered, hidden counts left out, instruments apart, moments added up', () => {
  const rate = (k: number | null, n: number | null) => ({ k, n, rate: null, low: null, high: null });
  const families = familiesIn([
    {
      report: 'satisfaction',
      rows: [
        {
          serviceLineId: 'x',
          satisfaction: { instrument: 'csat', good: rate(3, 20) },
          recommend: rate(2, 30),
        },
        {
          serviceLineId: 'y',
          satisfaction: { instrument: 'csat', good: rate(null, null) },
          recommend: rate(4, 40),
        },
        {
          serviceLineId: 'y',
          satisfaction: { instrument: 'nps', good: rate(5, 25) },
          recommend: rate(4, 40),
        },
        {
          serviceLineId: null,
          satisfaction: { instrument: 'csat', good: rate(9, 9) },
          recommend: rate(1, 9),
        },
      ],
    },
    {
      report: 'conversion',
      rows: [
        { kind: 'podcast', ever: rate(3, 12) },
        { kind: 'unknown', ever: rate(3, 12) },
      ],
    },
    {
      report: 'moments',
      rows: [
        { moment: 'discharge', carrier: 'ending_note', ledTo: rate(1, 10) },
        { moment: 'discharge', carrier: 'follow_up', ledTo: rate(2, 20) },
      ],
    },
    { report: 'kept', rows: [] },
  ]);

  expect(families).toEqual([
    { measure: 'content', rows: [{ about: line('x'), k: 3, n: 20 }], total: { k: 3, n: 20 } },
    { measure: 'content', rows: [{ about: line('y'), k: 5, n: 25 }], total: { k: 5, n: 25 } },
    {
      measure: 'recommend',
      rows: [
        { about: line('x'), k: 2, n: 30 },
        { about: line('y'), k: 4, n: 40 },
      ],
      total: { k: 6, n: 70 },
    },
    {
      measure: 'came',
      rows: [{ about: { source: { kind: 'podcast' } }, k: 3, n: 12 }],
      total: { k: 3, n: 12 },
    },
    { measure: 'led', rows: [{ about: { moment: 'discharge' }, k: 3, n: 30 }], total: { k: 3, n: 30 } },
  ]);
});
