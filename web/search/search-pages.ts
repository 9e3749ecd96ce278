import type { StaffPage } from '../staff-page.ts';
import { searchPage } from './search-page.ts';

/** Finding somebody. */
export const SEARCH_PAGES: readonly StaffPage[] = [searchPage];
