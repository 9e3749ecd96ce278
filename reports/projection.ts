import { BASES, projected } from '../policy/reports/generations.ts';
import { HIDDEN, type Figure } from '../policy/reports/hidden.ts';
import { compounding, multiplierOnLadder, type ShownMultiplier } from './shared/compounding.ts';
import { whole, type Question } from './shared/report.ts';

type ProjectionRow = {
  base: number;
  newClients: Figure | null;
  low: Figure | null;
  high: Figure | null;
};
export type ProjectionBody = {
  n: Figure;
  rows: ProjectionRow[];
  /** null: no month has been closed yet. */
  k: ShownMultiplier | null;
};

/** How many clients would 30, 50 or 100 clients bring in a year? (S55) */
export const projection = whole<ProjectionBody>({
  name: 'projection',
  question: 'How many clients 30, 50 or 100 clients would bring within a year',
  definition:
    'base × k, base × low and base × high, for the next twelve months: if each client brings as many as those did who were first attended 365 to 730 days before the end of the period (n), by the definition of the report generations. Nothing is said below twenty of them.',
  read: async (question: Question) => projectionOf((await compounding(question, 'k')).k),
  withoutPeople: (body) => body,
  suppressed: onLadderOf,
  rounded: onLadderOf,
  withheld: { k: null },
});

function onLadderOf(body: ProjectionBody): ProjectionBody {
  return body.k ? projectionOf(multiplierOnLadder(body.k)) : body;
}

function projectionOf(k: ShownMultiplier): ProjectionBody {
  const { value, low, high, cohort } = k;
  const isHidden = value === HIDDEN || low === HIDDEN || high === HIDDEN;
  const rows = BASES.map((base): ProjectionRow => {
    if (isHidden) return { base, newClients: HIDDEN, low: HIDDEN, high: HIDDEN };
    const known = value === null || low === null || high === null ? null : { value, low, high };
    return projected(base, known);
  });
  return { n: cohort.n, rows, k };
}
