import type { StaffPage } from '../staff-page.ts';
import { confirmPage } from './confirm-page.ts';
import { mePage } from './me-page.ts';
import { practicesPage } from './practices-page.ts';

/** The pages of somebody's own signing in. */
export const OWN_PAGES: readonly StaffPage[] = [mePage, confirmPage, practicesPage];
