import type { StaffPage } from '../staff-page.ts';
import { keysPage } from './keys-page.ts';

/** The pages about the pages themselves. */
export const FRAME_PAGES: readonly StaffPage[] = [keysPage];
