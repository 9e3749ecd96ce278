import type { StaffPage } from '../staff-page.ts';
import { linePage } from './line-page.ts';
import { sourceLogPage } from './log-page.ts';
import { sourcesPage } from './sources-page.ts';
import { spendPage } from './spend-page.ts';

/** The pages of how people come to the practice. */
export const SOURCE_LOG_PAGES: readonly StaffPage[] = [sourceLogPage, linePage, sourcesPage, spendPage];
