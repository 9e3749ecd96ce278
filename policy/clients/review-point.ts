const REVIEW_EVERY_SESSIONS = 6;

/** Whether the session of this number, in an episode of care, is one at which practice and client look back: 6, 12, 18… */
export function isReviewPoint(nth: number): boolean {
  return nth % REVIEW_EVERY_SESSIONS === 0;
}
