import { distributionOf } from '../policy/reports/generations.ts';
import { sumOf, type Figure } from '../policy/reports/hidden.ts';
import { compounding, multiplierOnLadder, type ShownMultiplier } from './shared/compounding.ts';
import { onLadder } from './shared/on-ladder.ts';
import { whole, type Question } from './shared/report.ts';

type GenerationRow = { generation: number | null; clients: Figure };
type Brought = { referrals: number; clients: Figure };
export type GenerationsBody = {
  n: Figure;
  rows: GenerationRow[];
  /** null: no month has been closed yet. */
  k: ShownMultiplier | null;
  perClient: Brought[];
};

/** Do clients bring clients, who bring clients? (S56) */
export const generations = whole<GenerationsBody>({
  name: 'generations',
  question: 'How many clients came through clients, and how many each of them brings',
  definition:
    'rows: clients first attended in the period, by generation: 0 where no client is in the chain that led here, else one more than the nearest client’s; null where a step is unknown. k: the cohort is everybody first attended 365 to 730 days before the end of the period; children are who first attended within 365 days of the first session of their own nearest client, who is in the cohort; value = children / n, with Garwood’s exact Poisson limits (80 %) of the children divided by n; nothing is said below twenty. perClient: of the same cohort, how many made how many referrals (lines of kind referral or past, by their latest correction) within 365 days of their own first session.',
  read: readGenerations,
  withoutPeople: (body) => body,
  suppressed: onLadderOf,
  rounded: onLadderOf,
  withheld: { k: null, perClient: [] },
});

async function readGenerations(question: Question): Promise<GenerationsBody> {
  const { k, cohort, generations: found, brought } = await compounding(question, 'whole');
  const rows = found.toSorted((one, other) => (one.generation ?? Infinity) - (other.generation ?? Infinity));
  return {
    n: sumOf(rows.map(({ clients }) => clients)),
    rows,
    k,
    perClient: distributionOf(brought, cohort),
  };
}

function onLadderOf({ n, rows, k, perClient }: GenerationsBody): GenerationsBody {
  return {
    n: onLadder(n),
    rows: rows.map(({ generation, clients }): GenerationRow => ({ generation, clients: onLadder(clients) })),
    k: k && multiplierOnLadder(k),
    perClient: perClient.map(({ referrals, clients }): Brought => ({
      referrals,
      clients: onLadder(clients),
    })),
  };
}
