import type { StaffPage } from '../staff-page.ts';
import { reportPage } from '../reports/report-page.ts';
import { reportsPage } from '../reports/reports-page.ts';
import { reviewPage } from './review-page.ts';
import { reviewsPage } from './reviews-page.ts';

/** The pages of the meeting, and of the figures that it looks at. */
export const REVIEW_PAGES: readonly StaffPage[] = [reviewsPage, reviewPage, reportsPage, reportPage];
