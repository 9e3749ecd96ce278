import { z } from 'zod';
import type { About, Family } from '../policy/reviews/patterns.ts';
import type { Json } from '../policy/reviews/without-people.ts';

const Counted = z.object({ k: z.int(), n: z.int() });
const Layer = z.object({
  practitionerId: z.string().optional(),
  serviceLineId: z.string().optional(),
  stage: z.string().optional(),
  satisfaction: z.object({ instrument: z.string(), good: Counted }).nullish().catch(null),
  recommend: Counted.nullish().catch(null),
});
const Source = z.object({ kind: z.string(), ever: Counted });
const Moment = z.object({ moment: z.string(), ledTo: Counted });

type Row = Family['rows'][number];

/**
 * Groups that may differ, from what the reports answered: only those whose counts the reader sees. Instruments are never
 * mixed, and what has no practitioner, line or stage is no group.
 */
export function familiesIn(answers: readonly Json[]): Family[] {
  return answers.flatMap((answer) => {
    const report = fieldOf(answer, 'report');
    const rows = fieldOf(answer, 'rows');
    if (!Array.isArray(rows)) return [];
    if (report === 'satisfaction') return layersIn(rows);
    if (report === 'conversion') return [familyOf('came', rows.flatMap(sourceRow))];
    if (report === 'moments') return [familyOf('led', byMoment(rows.flatMap(momentRow)))];
    return [];
  });
}

function layersIn(rows: readonly unknown[]): Family[] {
  const layers = rows.flatMap((row) => {
    const { data } = Layer.safeParse(row);
    const about = data ? aboutLayer(data) : null;
    return data && about ? [{ ...data, about }] : [];
  });
  const instruments = new Set(layers.flatMap(({ satisfaction }) => satisfaction?.instrument ?? []));
  const content = [...instruments].map((instrument) =>
    familyOf(
      'content',
      layers.flatMap(({ about, satisfaction }) =>
        satisfaction?.instrument === instrument ? [{ about, ...satisfaction.good }] : [],
      ),
    ),
  );
  const recommended = new Map<string, Row>();
  for (const { about, recommend } of layers)
    if (recommend) recommended.set(JSON.stringify(about), { about, ...recommend });
  return [...content, familyOf('recommend', [...recommended.values()])];
}

function aboutLayer({ practitionerId, serviceLineId, stage }: z.output<typeof Layer>): About | null {
  if (practitionerId) return { practitionerId };
  if (serviceLineId) return { serviceLineId };
  return stage ? { stage } : null;
}

function sourceRow(row: unknown): Row[] {
  const { data } = Source.safeParse(row);
  return data && data.kind !== 'unknown' ? [{ about: { source: { kind: data.kind } }, ...data.ever }] : [];
}

function momentRow(row: unknown): Row[] {
  const { data } = Moment.safeParse(row);
  return data ? [{ about: { moment: data.moment }, ...data.ledTo }] : [];
}

/** A moment has a row for each carrier and version of the words. */
function byMoment(rows: readonly Row[]): Row[] {
  const groups = Map.groupBy(rows, ({ about }) => JSON.stringify(about));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ about: first.about, ...sumOf(group) }] : [];
  });
}

function familyOf(measure: Family['measure'], rows: readonly Row[]): Family {
  return { measure, rows, total: sumOf(rows) };
}

function sumOf(rows: readonly Row[]): { k: number; n: number } {
  const add = (field: 'k' | 'n') => rows.reduce((sum, row) => sum + row[field], 0);
  return { k: add('k'), n: add('n') };
}

function fieldOf(answer: Json, field: string): unknown {
  return typeof answer === 'object' && answer !== null ? Reflect.get(answer, field) : undefined;
}
