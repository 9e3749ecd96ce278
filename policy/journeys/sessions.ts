import type { ClientHistory, HistoryMilestone, HistorySession } from './client-history.ts';

export const REVIEW_EVERY_SESSIONS = 6;

/**
 * The session a milestone counts from (§5a.2): the last attended one of its day or of the seven days before it, else the
 * next one; an ending has no next, and a step-down counts from the first session after it. `known`: only so many are
 * known yet.
 */
export function sessionOf(
  { kind, fromEnding, on }: HistoryMilestone,
  { attended }: Pick<ClientHistory, 'attended'>,
  known: number = attended.length,
): HistorySession | null {
  const until = countUntil(attended, on.endsAt);
  const last = attended[Math.min(known, until) - 1];
  const looksBack = !(kind === 'transition' && fromEnding);
  if (looksBack && last && last.at >= on.weekBefore) return last;
  return kind === 'discharge' || until >= known ? null : (attended[until] ?? null);
}

/** The index of the first attended session of this episode of care. */
export function firstOfEpisode({ attended, episodeStartedAt }: ClientHistory): number {
  return episodeStartedAt === null ? 0 : countUntil(attended, episodeStartedAt - 1);
}

/** Every sixth session is a review point: the review note goes after it, and the Friday list asks about it (§6a.1). */
export function isReviewPoint(nth: number): boolean {
  return nth % REVIEW_EVERY_SESSIONS === 0;
}

/** How many of these, in the order of their instants, lie at or before `until`. */
export function countUntil(list: readonly { at: number }[], until: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.at ?? Infinity) <= until) low = middle + 1;
    else high = middle;
  }
  return low;
}
