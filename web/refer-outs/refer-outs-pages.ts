import type { StaffPage } from '../staff-page.ts';
import { referOutPage } from './refer-out-page.ts';
import { referOutsPage } from './refer-outs-page.ts';

/** The pages of whoever is better served elsewhere. */
export const REFER_OUT_PAGES: readonly StaffPage[] = [referOutsPage, referOutPage];
