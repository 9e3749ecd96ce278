import type { StaffPage } from '../staff-page.ts';
import { manualPage } from './manual-page.ts';

/** The manual inside the frame. */
export const MANUAL_PAGES: readonly StaffPage[] = [manualPage];
