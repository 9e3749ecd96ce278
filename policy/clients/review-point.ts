const REVIEW_EVERY_SESSIONS = 6;

/** Whether the nth session of an episode of care is a review point: 6, 12, 18… */
export function isReviewPoint(nth: number): boolean {
  return nth % REVIEW_EVERY_SESSIONS === 0;
}
