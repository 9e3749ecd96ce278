import type { StaffPage } from '../staff-page.ts';
import { linesPage } from './lines-page.ts';
import { memberPage } from './member-page.ts';
import { staffListPage } from './staff-page.ts';

/** The pages of how the practice works. */
export const PRACTICE_PAGES: readonly StaffPage[] = [staffListPage, memberPage, linesPage];
