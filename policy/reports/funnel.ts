import { LOSS_CAUSES, PROGRESS_STAGES, type LossCause } from '../enquiries/enquiry-terms.ts';
import { HIDDEN, type Figure, type Hidden } from './hidden.ts';

/** The way from first contact to somebody who stays, in this order (§5.1). */
export const FUNNEL_STEPS = ['in_touch', ...PROGRESS_STAGES] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** The steps at which somebody is lost: a first session that was attended is the end of a loss (§5.8). */
export const LOST_AT = ['contacted', 'booked', 'attended'] as const;
export type LostAt = (typeof LOST_AT)[number];

export type Leaks = Record<LossCause, Figure>;
/** The step at which most were lost, and what it mostly looked like; null: nobody said. */
export type Drop = { step: LostAt; cause: LossCause | null };

/**
 * The step before the first session at which most people were lost, with its most frequent cause; of equals the earlier
 * step, and the cause that the practice can rather mend. Null: nobody was lost.
 */
export function biggestDrop(
  lostAt: readonly { step: LostAt; lost: Figure; leaks: Leaks }[],
): Drop | Hidden | null {
  const [most, isHidden] = largest(lostAt, ({ lost }) => lost);
  if (isHidden) return HIDDEN;
  if (most === null) return null;
  const [cause, isCauseHidden] = largest(LOSS_CAUSES, (one) => most.leaks[one]);
  return isCauseHidden ? HIDDEN : { step: most.step, cause };
}

/** The first with the largest count above nought; and whether any count is withheld. */
function largest<Item>(items: readonly Item[], count: (item: Item) => Figure): [Item | null, boolean] {
  let most: { item: Item | null; count: number } = { item: null, count: 0 };
  for (const item of items) {
    const figure = count(item);
    if (figure === HIDDEN) return [null, true];
    if (figure > most.count) most = { item, count: figure };
  }
  return [most.item, false];
}
