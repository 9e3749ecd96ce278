import { AGENDA, type PartName } from './agenda.ts';
import { patternsIn, type Family, type Pattern } from './patterns.ts';
import type { ReviewKind } from './review-terms.ts';
import { withoutPeople, type Json } from './without-people.ts';

/** What the reports answered to one reader. */
export type ReviewFigures = {
  parts: Readonly<Partial<Record<PartName, Readonly<Record<string, Json>>>>>;
  /** Groups that may differ, for patterns. */
  families: readonly Family[];
  /** What the reports could not say. */
  missing: readonly string[];
};

/** What a review shows for good; it names nobody. */
export type FrozenReview = {
  id: string;
  kind: ReviewKind;
  period: string;
  dueAt: string;
  frozenAt: string;
  agenda: { title: string; minutes: number; figures: Record<string, Json> | null }[];
  patterns: Pattern[];
  missing: string[];
};

type About = Pick<FrozenReview, 'id' | 'kind' | 'period'> & { dueAt: Date; frozenAt: Date };

/**
 * A review as it is frozen: the agenda with its figures, at most three patterns, and what is missing. Of people there is
 * no name and no id; who works here is an id in what is for `all`, and is in nothing that is `suppressed`.
 */
export function frozenReview(
  { id, kind, period, dueAt, frozenAt }: About,
  { parts, families, missing }: ReviewFigures,
  reader: 'all' | 'suppressed',
): FrozenReview {
  const shown = families.filter(({ rows }) =>
    reader === 'all' ? true : rows.every(({ about }) => !('practitionerId' in about)),
  );
  return {
    id,
    kind,
    period,
    dueAt: dueAt.toISOString(),
    frozenAt: frozenAt.toISOString(),
    agenda: AGENDA[kind].map(({ name, title, minutes }) => ({
      title,
      minutes,
      figures: figuresOf(parts[name], reader),
    })),
    patterns: patternsIn(shown),
    missing: [...new Set(missing)],
  };
}

function figuresOf(
  figures: Readonly<Record<string, Json>> | undefined,
  reader: 'all' | 'suppressed',
): Record<string, Json> | null {
  if (!figures) return null;
  return Object.fromEntries(
    Object.entries(figures).map(([report, answer]) => [report, withoutPeople(answer, reader)]),
  );
}
