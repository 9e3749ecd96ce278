import { z } from 'zod';

const count = z.number().nullable();

export const Rate = z.object({ k: count, n: count, rate: count, low: count, high: count });
export type Rate = z.output<typeof Rate>;

const Told = z.object({ definition: z.string(), n: count });

const Series = z.object({
  points: z.array(z.object({ month: z.string(), n: z.number() })),
  median: count,
  low: count,
  high: count,
  signals: z.array(z.object({ month: z.string() })),
  sentence: z.string(),
});
export type Series = z.output<typeof Series>;

const Step = z.object({ step: z.string(), n: count, ofAll: Rate });
const Funnel = Told.extend({
  rows: z.array(Step),
  biggestDrop: z.object({ step: z.string(), cause: z.string().nullable() }).nullable(),
  maturing: count,
  series: Series.nullish(),
});
const Scored = z.object({ instrument: z.string(), n: count, mean: count, good: Rate.nullable() });
const Layers = Told.extend({
  rows: z.array(
    z.object({
      practitionerId: z.string().nullish(),
      serviceLineId: z.string().nullish(),
      stage: z.string().nullish(),
      satisfaction: Scored.nullable(),
      recommend: Rate,
    }),
  ),
});
const Quiet = Told.extend({
  rows: z.array(z.object({ state: z.string(), source: z.object({ kind: z.string() }) })),
});
const Concentration = Told.extend({
  words: z.string().nullish(),
  state: z.string().nullable(),
  top1: z.object({ share: count, source: z.object({ kind: z.string() }).nullish() }).nullish(),
  referralShare: Rate.nullish(),
});
const Network = z.object({
  emptyKinds: z.array(z.object({ kind: z.string(), fits: z.boolean().nullable() })),
  fragile: z.array(z.object({ flag: z.string(), colleagues: z.number() })),
});
const Places = z.object({ words: z.string() });
const Kinds = Told.extend({ rows: z.array(z.object({ kind: z.string(), asked: count, ever: Rate })) });
const Acknowledgement = Told.extend({ words: z.string().nullish(), within48: Rate, late: count });
const Completeness = Told.extend({ answered: count, share: count, state: z.string() });
const ContactPath = z.object({
  parts: z.array(
    z.object({ part: z.string(), ok: z.boolean().nullable(), failures: z.number(), minutes: z.number() }),
  ),
});
const Cost = Told.extend({
  rows: z.array(
    z.object({
      kind: z.string(),
      clients: count,
      cash: z.object({ minor: count, perClientMinor: count }),
      loaded: z.object({ minor: count, perClientMinor: count }),
      words: z.string().nullable(),
    }),
  ),
});
const Generations = Told.extend({
  rows: z.array(z.object({ generation: z.number().nullable(), clients: count })),
  k: z.object({ value: count, low: count, high: count }).nullable(),
});
const Moments = Told.extend({
  rows: z.array(z.object({ kind: z.string().nullish(), delivered: count, ledTo: Rate })),
});
const Kept = Told.extend({ rows: z.array(z.object({ kind: z.string().nullish(), kept: Rate })) });
const Leaks = Told.extend({
  rows: z.array(z.object({ cause: z.string(), lost: count, stalled: count })),
});

/** What the page draws, by the key under which a review froze it. What a frozen review does not hold, or holds differently, is null. */
const FIGURES = z.object({
  acknowledgement: Acknowledgement.nullable().catch(null),
  completeness: Completeness.nullable().catch(null),
  contactPath: ContactPath.nullable().catch(null),
  period: Funnel.nullable().catch(null),
  year: Funnel.nullable().catch(null),
  months: Funnel.nullable().catch(null),
  leaks: Leaks.nullable().catch(null),
  practitioners: Layers.nullable().catch(null),
  lines: Layers.nullable().catch(null),
  stages: Layers.nullable().catch(null),
  concentration: Concentration.nullable().catch(null),
  quiet: Quiet.nullable().catch(null),
  network: Network.nullable().catch(null),
  kinds: Kinds.nullable().catch(null),
  places: Places.nullable().catch(null),
  cost: Cost.nullable().catch(null),
  kept: Kept.nullable().catch(null),
  generations: Generations.nullable().catch(null),
  moments: Moments.nullable().catch(null),
});
export type ContactPath = z.output<typeof ContactPath>;
export type Figures = z.output<typeof FIGURES>;
export type Funnel = z.output<typeof Funnel>;
export type Layers = z.output<typeof Layers>;

/** The figures of one part of the agenda, as far as the page knows them. */
export function figuresIn(frozen: unknown): Figures {
  return FIGURES.parse(frozen ?? {});
}
