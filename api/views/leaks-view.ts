import { hideSmall, isSmall } from '../../policy/reports/small-numbers.ts';
import { LOST_ENQUIRIES_DEFINITION, type LostEnquiries } from '../../reports/lost-enquiries.ts';

/** Leaks as this caller may see them: small numbers are for the owner and the desk, who know everybody by name. */
export function leaksView({ n, seen, rows }: LostEnquiries, seesAll: boolean) {
  const lost = rows.map((row) => row.lost);
  const stalled = rows.map((row) => row.stalled);
  const shown = { lost: seesAll ? lost : hideSmall(lost), stalled: seesAll ? stalled : hideSmall(stalled) };
  const total = seesAll || !isSmall(n) ? n : null;
  const came = seesAll || (!isSmall(seen) && !isSmall(n - seen)) ? seen : null;
  return {
    definition: LOST_ENQUIRIES_DEFINITION,
    n: total,
    seen: came,
    rows: rows.map(({ cause }, index) => ({
      cause,
      lost: shown.lost[index] ?? null,
      stalled: shown.stalled[index] ?? null,
    })),
    suppressed: [total, came, ...shown.lost, ...shown.stalled].includes(null),
  };
}
