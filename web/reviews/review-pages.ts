import type { StaffPage } from '../staff-page.ts';
import { reviewPage } from './review-page.ts';
import { reviewsPage } from './reviews-page.ts';

/** The pages of the meeting, and of the figures that it looks at. */
export const REVIEW_PAGES: readonly StaffPage[] = [reviewsPage, reviewPage];
