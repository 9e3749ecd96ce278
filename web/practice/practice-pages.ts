import type { StaffPage } from '../staff-page.ts';
import { linesPage } from './lines-page.ts';

/** The pages of how the practice works. */
export const PRACTICE_PAGES: readonly StaffPage[] = [linesPage];
