import type { CompletenessReport } from '../schemas/report.ts';
import type { z } from 'zod';
import { hideSmall } from '../../policy/reports/small-numbers.ts';
import { type Completeness, COMPLETENESS_DEFINITION } from '../../reports/completeness.ts';

/** A rate of fewer says more of single people than of the practice (§5.7). */
const FEWEST_OF_A_RATE = 10;

type Cell = { known: number | null; unknown: number | null };

/** The report as this caller may see it; whoever asks clients at the desk must be able to count them. */
export function completenessView(
  { weeks, pooled, state }: Completeness,
  seesAll: boolean,
): z.output<typeof CompletenessReport> {
  const hide = (counts: readonly number[]) => (seesAll ? counts : hideSmall(counts));
  const known = hide(weeks.map(({ answered }) => answered));
  const unknown = hide(weeks.map(({ newClients, answered }) => newClients - answered));
  const [allKnown = null, allUnknown = null] = hide([pooled.answered, pooled.newClients - pooled.answered]);
  const rows = weeks.map(({ week, over }, index) => ({
    week,
    over,
    ...shown({ known: known[index] ?? null, unknown: unknown[index] ?? null }, seesAll),
  }));
  const all = shown({ known: allKnown, unknown: allUnknown }, seesAll);
  return {
    definition: COMPLETENESS_DEFINITION,
    n: all.newClients,
    rows,
    suppressed: [...rows, all].some(({ newClients }) => newClients === null),
    answered: all.answered,
    share: all.share,
    state,
  };
}

/** Where one part is hidden the whole is too, or it would give that part away. */
function shown({ known, unknown }: Cell, seesAll: boolean) {
  if (known === null || unknown === null) return { newClients: null, answered: null, share: null };
  const newClients = known + unknown;
  const tooFew = newClients === 0 || (!seesAll && newClients < FEWEST_OF_A_RATE);
  return { newClients, answered: known, share: tooFew ? null : known / newClients };
}
